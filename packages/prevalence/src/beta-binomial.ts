import type { Random } from '@weft/model/seeded-random'

/** Up to this many trials, each is drawn; above, the count is split at a drawn order statistic. */
const TRIALS_ONE_BY_ONE = 12

/** Successes among `trials` whose common chance is itself drawn from Beta(alpha, beta). O(log trials). */
export function betaBinomial(random: Random, trials: number, alpha: number, beta: number): number {
  return trials === 0 ? 0 : binomial(random, trials, drawBeta(random, alpha, beta))
}

/** A Beta(alpha, beta) draw, by two Gamma draws. */
export function drawBeta(random: Random, alpha: number, beta: number): number {
  const first = drawGamma(random, alpha)
  const second = drawGamma(random, beta)
  // Both underflow only where both shapes are tiny: then all mass lies at the ends.
  return first + second === 0 ? Number(random() < alpha / (alpha + beta)) : first / (first + second)
}

/**
 * Counts uniform numbers below `chance` without drawing them all: the middle one of n is Beta distributed, and tells on
 * which side of `chance` half of them lie. Exact. Source: Devroye 1986, Non-Uniform Random Variate Generation, X.4.3.
 */
function binomial(random: Random, trials: number, chance: number): number {
  let successes = 0
  let left = trials
  let p = chance
  while (left > TRIALS_ONE_BY_ONE) {
    const middle = (left + 1) >> 1
    const value = drawBeta(random, middle, left + 1 - middle)
    if (value <= p) {
      successes += middle
      p = (p - value) / (1 - value)
      left -= middle
    } else {
      p /= value
      left = middle - 1
    }
  }
  for (; left > 0; left--) if (random() < p) successes++
  return successes
}

/** A Gamma(shape, 1) draw. Source: Marsaglia & Tsang 2000, doi:10.1145/358407.358414. */
export function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
