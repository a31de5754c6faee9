import type { StratumPosterior } from './stratum-posteriors.ts'

/**
 * Positives, and others, that an interval allows for in each stratum besides what was seen. Tuned by simulation: with less,
 * a share of 1 % is missed when its few posts are not drawn; with more, rare shares are covered too often (DECISIONS.md).
 */
const UNSEEN = 0.08

/**
 * A stratum's posterior as wide as an interval needs it: of n checked posts, n / (n + 1) count, as the rate is taken from the
 * same posts, and positives nobody has seen are allowed for.
 */
export function allowingForUnseen({ alpha, beta }: StratumPosterior, prior: StratumPosterior): StratumPosterior {
  const posts = alpha + beta - prior.alpha - prior.beta
  const counting = posts / (posts + 1)
  const part = (all: number, believed: number) => counting * (all - believed) + (1 - counting) * believed + UNSEEN
  return { alpha: part(alpha, prior.alpha), beta: part(beta, prior.beta) }
}
