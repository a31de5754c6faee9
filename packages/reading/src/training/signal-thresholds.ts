import type { SignalQuality } from '@weft/model/signal'
import { type Confusion, fMeasure, macroF1, type ScoredPost } from './signal-measurement.ts'

/** `strict` and `lax` must label clearly fewer and more than `usual`, or a range between them would claim to know. */
const CLEARLY_FEWER = 0.8
const CLEARLY_MORE = 1.25
/** Beyond this the reader has no opinion left: "all posts" is no upper end worth printing. */
const MORE_MAX = 3

/**
 * The three thresholds of a signal, from labelled posts that it may be tuned on.
 *
 * `usual` has the best macro-F1, of those that find a positive post, and at least `recallMin` of them; `strict` the best F0.5
 * (precision counts twice) among those labelling at most 0.8 as many; `lax` the best F2 (recall counts twice) among those
 * labelling 1.25 to 3 times as many. Where none does, the next cut stands in. Each threshold lies midway between two
 * probabilities that occur, where no rounding can move a post across. O(posts log posts).
 *
 * @throws {Error} when no threshold labels a positive post.
 */
export function thresholdsFrom(posts: readonly ScoredPost[], recallMin = 0): SignalQuality['thresholds'] {
  const candidates = candidatesBetween(posts)
  const usual = bestOf(
    candidates.filter(({ confusion }) => confusion.truePositives > 0 && recallOf(confusion) >= recallMin),
    macroF1,
  )
  if (usual === null) throw new Error('no positive post to set thresholds by')
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

function recallOf({ truePositives, falseNegatives }: Confusion): number {
  return truePositives / (truePositives + falseNegatives)
}

/** Every cut between two probabilities that occur, with what it gets right and wrong; ascending. */
function candidatesBetween(posts: readonly ScoredPost[]): Candidate[] {
  const descending = posts
    .map(({ probability, positive }) => ({ probability: Number(probability.toFixed(6)), positive }))
    .sort((one, other) => other.probability - one.probability)
  const positives = posts.filter(({ positive }) => positive).length
  const candidates: Candidate[] = []
  let truePositives = 0
  for (const [place, { probability, positive }] of descending.entries()) {
    if (positive) truePositives++
    const next = descending[place + 1]
    if (next === undefined || next.probability === probability) continue
    const falsePositives = place + 1 - truePositives
    candidates.push({
      threshold: Number(((probability + next.probability) / 2).toFixed(7)),
      confusion: {
        truePositives,
        falsePositives,
        falseNegatives: positives - truePositives,
        trueNegatives: posts.length - positives - falsePositives,
      },
    })
  }
  return candidates.reverse()
}
