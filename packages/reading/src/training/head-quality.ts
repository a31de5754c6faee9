import type { Head } from '../head.ts'
import type { HeadQuality } from '../manifest.ts'
import { probabilityOf } from '../scorer.ts'
import { type Calibration, calibrate } from './calibration.ts'
import type { TrainingPost } from './cross-fit.ts'
import { HEAD_TRAINING } from './head-training.ts'
import { confusionAt, measureSignal, type ScoredPost, toFourDecimals } from './signal-measurement.ts'
import { thresholdsFrom } from './signal-thresholds.ts'

/** The sets hold too little to teach or measure a head. */
export class TooFewPosts extends Error {
  override name = 'TooFewPosts'
}

/** Calibrates log-odds, made by models that had not seen the posts, on the tuning half of what the head is calibrated on. */
export function calibrationOf(head: Head, posts: readonly TrainingPost[], logOdds: Float64Array): Calibration {
  const tuning = tuningRows(head, posts)
  return calibrate(
    tuning.map((row) => logOdds[row]!),
    tuning.map((row) => posts[row]!.isPositive),
  )
}

/**
 * What is stated of a head: thresholds from the tuning half, every figure from the held-out half, which no cue was made
 * with sight of. `logOdds` per post, from models that had not seen it. O(posts log posts).
 *
 * @throws {TooFewPosts} where a half of a set that teaches lacks posts of either kind.
 */
export function qualityOfHead(
  head: Head,
  posts: readonly TrainingPost[],
  logOdds: Float64Array,
  { slope, intercept }: Calibration,
): HeadQuality {
  const sets = [...new Set(posts.map(({ set }) => set))]
  const scored = (rows: readonly number[]) =>
    rows.map(
      (row): ScoredPost => ({
        probability: probabilityOf(slope * logOdds[row]! + intercept),
        positive: posts[row]!.isPositive,
      }),
    )
  const tuning = scored(tuningRows(head, posts))
  const heldOut = posts.flatMap((post, row) => (post.isHeldOut ? [row] : []))
  const ofLearnt = scored(heldOut.filter((row) => posts[row]!.teaches))
  if (!hasBothKinds(tuning) || !hasBothKinds(ofLearnt)) {
    throw new TooFewPosts(
      `${head}: too few posts with and without it to measure what was learnt from ${sets.map(({ name }) => name).join(', ')}`,
    )
  }
  const thresholds = thresholdsFrom(tuning, HEAD_TRAINING[head].recallMin)
  const found = confusionAt(thresholds.usual, ofLearnt)
  return {
    learntFrom: sets.flatMap((set) => {
      const from = posts.filter((post) => post.set === set && post.teaches)
      const positives = from.filter(({ isPositive }) => isPositive).length
      return from.length === 0 ? [] : [{ set: set.name, posts: from.length, positives }]
    }),
    thresholds,
    truePositiveRate: toFourDecimals(found.truePositives / (found.truePositives + found.falseNegatives)),
    falsePositiveRate: toFourDecimals(found.falsePositives / (found.falsePositives + found.trueNegatives)),
    measured: sets.flatMap((set) => {
      const ofSet = scored(heldOut.filter((row) => posts[row]!.set === set))
      return hasBothKinds(ofSet) ? [measureSignal(set, thresholds.usual, ofSet)] : []
    }),
  }
}

function tuningRows(head: Head, posts: readonly TrainingPost[]): number[] {
  const { calibratedOn } = HEAD_TRAINING[head]
  return posts.flatMap((post, row) =>
    post.teaches && !post.isHeldOut && (calibratedOn === undefined || post.set.name === calibratedOn) ? [row] : [],
  )
}

function hasBothKinds(posts: readonly ScoredPost[]): boolean {
  return new Set(posts.map(({ positive }) => positive)).size === 2
}
