import { type Random, seededRandom } from '@weft/model/seeded-random'
import { allowingForUnseen } from './allowing-for-unseen.ts'
import { betaBinomialQuantiles } from './beta-binomial.ts'
import type { CheckedPost } from './share-of-posts.ts'
import type { StratumPosteriors } from './stratum-posteriors.ts'

/** A share and its interval, from checked posts. */
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

/** Draws of the share: between seeds, the ends of an interval move by about a hundredth of its width. */
const DRAWS = 1000

/**
 * Estimator (i): what was checked is known; how many of the unchecked posts of each stratum are positive is drawn from its
 * posterior. The share is the posterior's mean, the interval its equal-tailed percentiles, drawn a little wider. As all that
 * is unknown is which unchecked posts are positive, the finite population is corrected for.
 *
 * Draws are a Latin hypercube: each stratum's quantiles in an order of their own, so that few draws go far.
 * O(posts + draws log draws). Source: McKay, Beckman & Conover 1979, doi:10.1080/00401706.1979.10489755.
 */
export function shareByStrata(
  { scores, checked, level, seed }: SharesAsked,
  { stratumOf, strata, prior }: StratumPosteriors,
): EstimatedShare {
  const unchecked = new Uint32Array(strata.length)
  for (const stratum of stratumOf) unchecked[stratum]!++
  for (const { place } of checked) unchecked[stratumOf[place]!]!--
  const known = checked.filter(({ positive }) => positive).length

  const random = seededRandom(seed)
  const draws = new Float64Array(DRAWS).fill(known)
  let expected = known
  strata.forEach((posterior, stratum) => {
    const posts = unchecked[stratum]!
    if (posts === 0) return
    expected += (posts * posterior.alpha) / (posterior.alpha + posterior.beta)
    const { alpha, beta } = allowingForUnseen(posterior, prior)
    const quantiles = shuffled(betaBinomialQuantiles(posts, alpha, beta, DRAWS), random)
    for (let i = 0; i < DRAWS; i++) draws[i]! += quantiles[i]!
  })
  draws.sort()
  const below = Math.round(((1 - level) / 2) * DRAWS)
  const share = expected / scores.length
  const [low, high] = [draws[below]! / scores.length, draws[DRAWS - 1 - below]! / scores.length]
  return { share, interval: [Math.min(low, share), Math.max(high, share)] }
}

function shuffled(values: Uint32Array, random: Random): Uint32Array {
  for (let left = values.length; left > 1; left--) {
    const place = Math.floor(random() * left)
    const last = values[left - 1]!
    values[left - 1] = values[place]!
    values[place] = last
  }
  return values
}
