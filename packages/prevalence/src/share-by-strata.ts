import { seededRandom } from '@weft/model/seeded-random'
import { betaBinomial } from './beta-binomial.ts'
import type { CheckedPost } from './share-of-posts.ts'
import { stratumPosteriors } from './stratum-posteriors.ts'

/** Estimator and interval of one share, from checked posts. */
export interface EstimatedShare {
  share: number
  interval: [low: number, high: number]
}

export interface SharesAsked {
  scores: Float64Array
  checked: readonly CheckedPost[]
  level: number
  seed: string
}

/** Draws of the share: the ends of an interval move by about a fiftieth of its width between seeds. */
const DRAWS = 2000

/**
 * Estimator (i): what was checked is known; the unchecked posts of each stratum are drawn from its posterior. The share is
 * the posterior's mean, the interval its equal-tailed percentiles. O(posts log posts + draws).
 */
export function shareByStrata({ scores, checked, level, seed }: SharesAsked): EstimatedShare {
  const { stratumOf, strata } = stratumPosteriors(scores, checked)
  const unchecked = new Float64Array(strata.length)
  for (const stratum of stratumOf) unchecked[stratum]!++
  for (const { place } of checked) unchecked[stratumOf[place] as number]!--
  const known = checked.filter(({ positive }) => positive).length

  const random = seededRandom(seed)
  const draws = Float64Array.from({ length: DRAWS }, () =>
    strata.reduce(
      (sum, { alpha, beta }, stratum) => sum + betaBinomial(random, unchecked[stratum]!, alpha, beta),
      known,
    ),
  ).sort()
  const expected = strata.reduce(
    (sum, { alpha, beta }, stratum) => sum + (unchecked[stratum]! * alpha) / (alpha + beta),
    known,
  )
  const below = Math.floor(((1 - level) / 2) * (DRAWS - 1))
  const posts = scores.length
  return { share: expected / posts, interval: [draws[below]! / posts, draws[DRAWS - 1 - below]! / posts] }
}
