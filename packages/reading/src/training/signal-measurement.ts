import type { SignalMeasurement } from '@weft/model/signal'
import { calibrationError } from './calibration.ts'
import type { LabelledSet } from './labelled-set.ts'

/** A labelled post with the probability a reader gave it. */
export interface ScoredPost {
  probability: number
  positive: boolean
}

/** What labelling from a threshold upwards gets right and wrong. */
export interface Confusion {
  truePositives: number
  falsePositives: number
  falseNegatives: number
  trueNegatives: number
}

/** The counts when posts are labelled from `threshold` upwards. O(posts). */
export function confusionAt(threshold: number, posts: readonly ScoredPost[]): Confusion {
  const counts: Confusion = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
  for (const { probability, positive } of posts) {
    if (probability >= threshold) counts[positive ? 'truePositives' : 'falsePositives']++
    else counts[positive ? 'falseNegatives' : 'trueNegatives']++
  }
  return counts
}

/**
 * The area under the receiver operating characteristic: how often a true post scores above another, ties counting half.
 *
 * 0.5 is chance, 1 perfect. `null` where one side is empty. O(posts log posts). Source: Mann & Whitney 1947.
 */
export function areaUnderCurve(posts: readonly ScoredPost[]): number | null {
  const ascending = posts.toSorted((a, b) => a.probability - b.probability)
  let rankSum = 0
  let positives = 0
  for (let from = 0; from < ascending.length; ) {
    let to = from
    while (to < ascending.length && ascending[to]?.probability === ascending[from]?.probability) to++
    const positivesHere = ascending.slice(from, to).filter((post) => post.positive).length
    rankSum += positivesHere * ((from + 1 + to) / 2)
    positives += positivesHere
    from = to
  }
  const others = posts.length - positives
  if (positives === 0 || others === 0) return null
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * others)
}

/**
 * The F-measure: 1 when every label is right and none is missing, 0 when nothing is found.
 *
 * `recallWeight` 1 weighs precision and recall alike, 2 recall twice, 0.5 precision twice. Source: van Rijsbergen 1979.
 */
export function fMeasure({ truePositives, falsePositives, falseNegatives }: Confusion, recallWeight: number): number {
  const weight = recallWeight ** 2
  const found = (1 + weight) * truePositives
  return found === 0 ? 0 : found / (found + weight * falseNegatives + falsePositives)
}

/**
 * The mean of F1 for the posts that carry a signal and F1 for those that do not.
 *
 * Where a signal is common, F1 alone is best served by labelling nearly everything; this is not.
 */
export function macroF1(confusion: Confusion): number {
  const mirrored: Confusion = {
    truePositives: confusion.trueNegatives,
    falsePositives: confusion.falseNegatives,
    falseNegatives: confusion.falsePositives,
    trueNegatives: confusion.truePositives,
  }
  return (fMeasure(confusion, 1) + fMeasure(mirrored, 1)) / 2
}

/**
 * A set's row of the quality table, at a threshold chosen elsewhere. Rates to four decimals.
 *
 * @throws {Error} when the set lacks positive or other posts: there would be nothing to state.
 */
export function measureSignal(
  { name, language }: Pick<LabelledSet, 'name' | 'language'>,
  threshold: number,
  posts: readonly ScoredPost[],
): SignalMeasurement {
  const confusion = confusionAt(threshold, posts)
  const auc = areaUnderCurve(posts)
  const labelled = confusion.truePositives + confusion.falsePositives
  if (auc === null) throw new Error(`${name}: too few posts to measure on`)
  const positives = confusion.truePositives + confusion.falseNegatives
  return {
    set: name,
    language,
    posts: posts.length,
    positives,
    precision: toFourDecimals(labelled === 0 ? 0 : confusion.truePositives / labelled),
    recall: toFourDecimals(confusion.truePositives / positives),
    f1: toFourDecimals(fMeasure(confusion, 1)),
    macroF1: toFourDecimals(macroF1(confusion)),
    auc: toFourDecimals(auc),
    calibrationError: toFourDecimals(calibrationError(posts)),
  }
}

export function toFourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
