import type { SignalMeasurement } from '@weft/model/signal'
import { HEADS, type Head, isTrainedSignal } from '../head.ts'
import { type Manifest, shippedManifest } from '../manifest.ts'
import type { Reader } from '../reader.ts'
import type { LoadedSet } from './cross-fit.ts'
import { textAsPosted } from './labelled-set.ts'
import { measureSignal, type ScoredPost } from './signal-measurement.ts'

/** How a reader does on one set, at the threshold it declares for the head. */
export interface Evaluation extends SignalMeasurement {
  head: Head
  threshold: number
  /** Posts of the set that it read; the figures are of these. */
  read: number
}

/**
 * Measures a reader on a set, every post as it would be read in use. Of a set that it learnt from this says how well it
 * remembers, not how well it reads. Heads of which the set has one label only are left out.
 */
export function evaluateReader(reader: Reader, manifest: Manifest | null, { set, posts }: LoadedSet): Evaluation[] {
  const { heads } = manifest ?? shippedManifest
  const readings = posts.map(({ text }) => reader.read(textAsPosted(text), set.language))
  return HEADS.flatMap((head): Evaluation[] => {
    const threshold = heads[head]?.thresholds.usual
    if (threshold === undefined || set.labels[head] === undefined) return []
    const scored = posts.flatMap((post, place): ScoredPost[] => {
      const { signals, review } = readings[place]!
      const probability = isTrainedSignal(head) ? signals?.[head] : review[head]
      return probability === undefined ? [] : [{ probability, positive: post.labels[head] === true }]
    })
    if (new Set(scored.map(({ positive }) => positive)).size < 2) return []
    return [{ head, threshold, read: scored.length, ...measureSignal(set, threshold, scored), posts: posts.length }]
  })
}
