import type { SignalQuality } from '@weft/model/signal'
import { type Confusion, confusionAt, fMeasure, macroF1, type ScoredPost } from './signal-measurement.ts'

/** `strict` and `lax` must label clearly fewer and more than `usual`, or a range between them would claim to know. */
const CLEARLY_FEWER = 0.8
const CLEARLY_MORE = 1.25
/** Beyond this the rule has no opinion left: "all posts" is no upper end worth printing. */
const MORE_MAX = 3

/**
 * The three thresholds of a signal, from labelled posts that it may be tuned on.
 *
 * `usual` has the best macro-F1; `strict` the best F0.5 (precision counts twice) among those labelling at most 0.8 as many;
 * `lax` the best F2 (recall counts twice) among those labelling 1.25 to 3 times as many. Where none does, the next cut
 * stands in: a rule of a few sure words has nothing to add. Rules give few distinct probabilities, so each threshold
 * lies midway between two of them, where no rounding can move a post across.
 *
 * `withoutCue` is the probability of a post in which the rule finds nothing: no threshold labels such posts, or the lax
 * reading of a set with many positives would be "every post", which is no reading at all. O(posts × distinct probabilities).
 *
 * @throws {Error} when no threshold labels a positive post.
 */
export function thresholdsFrom(posts: readonly ScoredPost[], withoutCue = 0): SignalQuality['thresholds'] {
  const candidates = cutsBetween(posts)
    .filter((threshold) => threshold > withoutCue)
    .map((threshold) => ({ threshold, confusion: confusionAt(threshold, posts) }))
  const usual = bestOf(candidates, macroF1)
  if (usual === null || usual.confusion.truePositives === 0) throw new Error('no positive post to set thresholds by')
  const share = ({ confusion }: Candidate) => labelledBy(confusion) / labelledBy(usual.confusion)
  const below = candidates.filter(({ threshold }) => threshold < usual.threshold)
  const above = candidates.filter(({ threshold }) => threshold > usual.threshold)
  const fewer = above.filter((candidate) => share(candidate) <= CLEARLY_FEWER)
  const more = below.filter((candidate) => share(candidate) >= CLEARLY_MORE && share(candidate) <= MORE_MAX)
  return {
    strict: (bestOf(fewer, (confusion) => fMeasure(confusion, 0.5)) ?? above[0] ?? usual).threshold,
    usual: usual.threshold,
    lax: (bestOf(more, (confusion) => fMeasure(confusion, 2)) ?? below.at(-1) ?? usual).threshold,
  }
}

interface Candidate {
  threshold: number
  confusion: Confusion
}

function bestOf(candidates: readonly Candidate[], measureOf: (confusion: Confusion) => number): Candidate | null {
  let best: Candidate | null = null
  let bestMeasure = -1
  for (const candidate of candidates) {
    const measure = measureOf(candidate.confusion)
    if (measure > bestMeasure) [best, bestMeasure] = [candidate, measure]
  }
  return best
}

function labelledBy(confusion: Confusion): number {
  return confusion.truePositives + confusion.falsePositives
}

function cutsBetween(posts: readonly ScoredPost[]): number[] {
  const distinct = [...new Set(posts.map((post) => Number(post.probability.toFixed(6))))].sort((a, b) => a - b)
  return distinct.slice(1).map((value, index) => Number((((distinct[index] ?? 0) + value) / 2).toFixed(7)))
}
