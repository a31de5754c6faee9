import { readFileSync } from 'node:fs'
import type { LanguageMeasurement } from '@weft/model/language-measurement'
import type { SignalMeasurement } from '@weft/model/signal'
import type { Head } from './head.ts'

/** What is known of one head. */
export interface HeadQuality {
  /** Sets it learnt from, with their posts and how many of them say yes. */
  learntFrom: { set: string; posts: number; positives: number }[]
  thresholds: { strict: number; usual: number; lax: number }
  /** Share of true posts labelled, and of other posts labelled, at `usual`. */
  truePositiveRate: number
  falsePositiveRate: number
  measured: SignalMeasurement[]
}

/** What weights came from and how good they are: written beside them by the same command. */
export interface Manifest {
  version: string
  /** SHA-256 of the weights, and of the cues they were trained with; hexadecimal. */
  sha256: string
  cues: string
  seed: string
  sets: { name: string; title: string; licence: string; language: string; attribution: string | null; posts: number }[]
  heads: Partial<Record<Head, HeadQuality>>
  /** How well languages were told by the same program; absent where no set of posts in known languages was given. */
  languages?: LanguageMeasurement[]
}

/** The manifest of the weights that ship. */
export const shippedManifest = JSON.parse(
  readFileSync(new URL('../weights/manifest.json', import.meta.url), 'utf8'),
) as Manifest
