import type { ShareInput } from './share-of-posts.ts'

/** Below this difference of the two rates, correcting divides by next to nothing. */
const RATES_APART_MIN = 0.1

interface Unchecked {
  posts: number
  covered: number
  naiveCount: number
  rates: ShareInput['rates']
}

/**
 * Estimator (iv), nothing checked: from the share if all errors measured elsewhere were labels given wrongly, to that if all
 * were labels missed. The plain count and the adjusted count (errors of both kinds) lie in between. No interval: nobody
 * knows the chance that it holds. Posts that were not read may all be positive, or none; and where no rates were
 * measured, or they hardly differ, anything may be. Source: Forman 2008, doi:10.1007/s10618-008-0097-y.
 */
export function uncheckedRange({ posts, covered, naiveCount, rates }: Unchecked): [low: number, high: number] {
  if (covered === 0 || rates === null) return [0, 1]
  const { truePositiveRate, falsePositiveRate } = rates
  if (truePositiveRate - falsePositiveRate < RATES_APART_MIN) return [0, 1]
  const counted = naiveCount / covered
  const low = Math.max(0, (counted - falsePositiveRate) / (1 - falsePositiveRate))
  const high = Math.min(1, counted / truePositiveRate)
  return [(low * covered) / posts, (high * covered + posts - covered) / posts]
}
