import type { Head } from '../head.ts'
import type { HeadQuality, Manifest } from '../manifest.ts'

/** What weights of the second tier came from and how good they are: written beside them by the same command. */
export interface SecondManifest {
  /** SHA-256 of the weights, hexadecimal. */
  sha256: string
  /** Whose embeddings they were trained on; they fit no others. */
  encoder: string
  /** The version of the first tier whose log-odds they were trained on; they fit no other. */
  first: string
  seed: string
  sets: Manifest['sets']
  heads: Partial<Record<Head, HeadQuality>>
}

/** The second tier as it ships: one file of some kilobytes. */
export interface SecondTierFile extends SecondManifest {
  /** The bytes of `encodeSecondHeads`, in base64. */
  weights: string
}
