import { scoreStrata, UNREAD_STRATUM } from './score-strata.ts'
import type { CheckedPost } from './share-of-posts.ts'

/** Beta distribution of the rate of positives among the unchecked posts of a stratum. */
export interface StratumPosterior {
  alpha: number
  beta: number
}

export interface StratumPosteriors {
  /** Per post: its place in `strata`. */
  stratumOf: Uint8Array
  strata: readonly StratumPosterior[]
  /** What is believed of each stratum before a post of it is checked. */
  prior: StratumPosterior
  /** Per checked post, in their order: how many equally weighted ones tell as much. Adds up to what `strata` add to `prior`. */
  evidence: Float64Array
}

/** What is believed of a stratum before a post of it is checked, in checked posts: as the whole, and weakly. */
const PRIOR_MASS = 1

/**
 * What the checked posts tell of the unchecked ones, stratum by stratum: five by score, one of unread posts.
 *
 * Checked posts count by sampling weight; a stratum's are worth (sum w)^2 / sum w^2 of equal weight. A stratum is first
 * believed to be as all posts are, with the mass of one checked post. O(posts log posts).
 */
export function stratumPosteriors(scores: Float64Array, checked: readonly CheckedPost[]): StratumPosteriors {
  const stratumOf = scoreStrata(scores)
  const seen = Array.from({ length: UNREAD_STRATUM + 1 }, () => new Evidence())
  const whole = new Evidence()
  for (const { place, positive, samplingWeight } of checked) {
    seen[stratumOf[place]!]!.add(samplingWeight, positive)
    whole.add(samplingWeight, positive)
  }
  const rate = (whole.positives + 0.5) / (whole.posts + 1)
  const prior = { alpha: PRIOR_MASS * rate, beta: PRIOR_MASS * (1 - rate) }
  return {
    stratumOf,
    strata: seen.map((evidence) => ({
      alpha: evidence.positives + prior.alpha,
      beta: evidence.posts - evidence.positives + prior.beta,
    })),
    prior,
    evidence: Float64Array.from(checked, ({ place, samplingWeight }) =>
      seen[stratumOf[place]!]!.worthOf(samplingWeight),
    ),
  }
}

/** Weighted checked posts, counted as the equally weighted ones that would tell as much. */
class Evidence {
  #sum = 0
  #sumOfSquares = 0
  #sumPositive = 0
  add(weight: number, positive: boolean): void {
    this.#sum += weight
    this.#sumOfSquares += weight * weight
    if (positive) this.#sumPositive += weight
  }
  /** The part of `posts` that a weight brings in. */
  worthOf(weight: number): number {
    return this.#sumOfSquares === 0 ? 0 : (weight * this.#sum) / this.#sumOfSquares
  }
  get posts(): number {
    return this.#sumOfSquares === 0 ? 0 : this.#sum ** 2 / this.#sumOfSquares
  }
  get positives(): number {
    return this.#sum === 0 ? 0 : (this.posts * this.#sumPositive) / this.#sum
  }
}
