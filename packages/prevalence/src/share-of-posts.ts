import type { ErrorRates } from './error-rates.ts'
import { shareByPpi } from './share-by-ppi.ts'
import { shareByStrata } from './share-by-strata.ts'
import { shareByWilson } from './share-by-wilson.ts'
import { stratumPosteriors as posteriorsOf, type StratumPosteriors } from './stratum-posteriors.ts'
import { uncheckedRange } from './unchecked-range.ts'

/** How a share was estimated: see {@link shareOfPosts}. */
export type Estimator = 'strata' | 'ppi' | 'wilson' | 'unchecked'

/** A post that people labelled for the check. Posts labelled because somebody disagreed are never among these. */
export interface CheckedPost {
  /** Place in the scores. */
  place: number
  positive: boolean
  /** 1 / inclusion probability; known up to a factor is enough. Above 0. */
  samplingWeight: number
}

export interface ShareInput {
  /** The reader's probability of each post of the frame; NaN where it was not read. */
  scores: Float64Array
  checked: readonly CheckedPost[]
  /** How checked posts were picked: drawn by `drawCheck`, or at random, not by score. */
  picked: 'check' | 'random'
  /** From which score on a post is labelled. */
  threshold: number
  /** The reader's errors, for a range where nothing is checked: see `errorRatesOf`. */
  rates: readonly ErrorRates[]
  /** Chance that the interval is to cover the true share; 0.9 where absent. */
  level?: number
  /** Of the posterior draws: the same seed and posts give the same interval. */
  seed: string
}

/** A share of posts and what it rests on. */
export interface ShareOfPosts {
  posts: number
  /** Posts that were read. */
  covered: number
  checked: number
  estimator: Estimator
  /** 0 to 1; `null` while nothing is checked. */
  share: number | null
  /** Where the share lies with the chance asked for; while nothing is checked, a range without a chance. */
  interval: [low: number, high: number]
  /** Posts labelled by the reader alone. A count, not a share. */
  naiveCount: number
}

/** Fewer positives than this, and how scores go with labels is not known well enough to lean on. */
const PPI_POSITIVES_MIN = 10

/**
 * The share of a frame's posts that are positive, from posts checked by people and the reader's scores of all.
 *
 * By what is known: `strata` where posts were drawn for the check; `ppi` where they were picked at random and at least
 * 10 are positive; `wilson` where scores add nothing to the checked posts, or nothing was read; `unchecked`, a range and
 * no share, where nothing is checked. All posts checked: exactly the truth. The order of posts does not matter.
 * O(posts log posts), O(posts) where `posteriors`, those of these scores and checked posts, are known already.
 *
 * @throws {RangeError} where a checked post is not in the frame, is checked twice, or has no weight above 0.
 */
export function shareOfPosts(input: ShareInput, posteriors?: StratumPosteriors): ShareOfPosts {
  const { scores, checked, picked, threshold } = input
  refuseWrongPosts(scores.length, checked)
  let covered = 0
  let naiveCount = 0
  for (const score of scores) {
    if (!Number.isNaN(score)) covered++
    if (score >= threshold) naiveCount++
  }
  const known = { posts: scores.length, covered, checked: checked.length, naiveCount }
  if (checked.length === 0) {
    const interval = uncheckedRange({ posts: scores.length, covered, naiveCount, rates: input.rates })
    return { ...known, estimator: 'unchecked', share: null, interval }
  }
  const positives = checked.filter(({ positive }) => positive).length
  const byStrata = covered > 0 && picked === 'check'
  if (checked.length === scores.length) {
    const share = positives / scores.length
    return { ...known, estimator: byStrata ? 'strata' : 'wilson', share, interval: [share, share] }
  }
  const asked = { scores, checked, level: input.level ?? 0.9, seed: input.seed }
  if (byStrata)
    return { ...known, estimator: 'strata', ...shareByStrata(asked, posteriors ?? posteriorsOf(scores, checked)) }
  const ppi = covered > 0 && positives >= PPI_POSITIVES_MIN ? shareByPpi(asked) : null
  if (ppi !== null) return { ...known, estimator: 'ppi', ...ppi }
  return { ...known, estimator: 'wilson', ...shareByWilson(asked) }
}

/**
 * For scores: per post its stratum, and per stratum the Beta distribution of the rate among its unchecked posts, so that
 * a replicate can draw a rate per stratum and weigh posts as it likes. A checked post is what people said it is.
 */
export function stratumPosteriors({ scores, checked }: Pick<ShareInput, 'scores' | 'checked'>): StratumPosteriors {
  refuseWrongPosts(scores.length, checked)
  return posteriorsOf(scores, checked)
}

function refuseWrongPosts(posts: number, checked: readonly CheckedPost[]): void {
  const places = new Set<number>()
  for (const { place, samplingWeight } of checked) {
    if (!Number.isInteger(place) || place < 0 || place >= posts) throw new RangeError(`no post at place ${place}`)
    if (places.has(place)) throw new RangeError(`the post at place ${place} is checked twice`)
    if (!(samplingWeight > 0 && samplingWeight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`a sampling weight is a number above 0, not ${samplingWeight}`)
    }
    places.add(place)
  }
}
