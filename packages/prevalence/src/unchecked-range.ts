import type { ErrorRates } from './error-rates.ts'

interface Unchecked {
  posts: number
  covered: number
  naiveCount: number
  rates: readonly ErrorRates[]
}

/**
 * Estimator (iv), nothing checked: from the share if all errors were labels given wrongly, at the worst place where the reader
 * was measured, to that if all were labels missed, at the worst place. The plain count and every adjusted count (errors of
 * both kinds) lie in between. No interval: nobody knows the chance that it holds, as posts may be unlike those of any such place.
 * Posts that were not read may all be positive, or none; and where no rates are known, anything may be.
 * Source: Forman 2008, doi:10.1007/s10618-008-0097-y.
 */
export function uncheckedRange({ posts, covered, naiveCount, rates }: Unchecked): [low: number, high: number] {
  if (covered === 0 || rates.length === 0) return [0, 1]
  const counted = naiveCount / covered
  const low = Math.min(
    ...rates.map(({ falsePositiveRate: wrongly }) => Math.max(0, (counted - wrongly) / (1 - wrongly))),
  )
  const high = Math.max(...rates.map(({ truePositiveRate }) => Math.min(1, counted / truePositiveRate)))
  return [(low * covered) / posts, (high * covered + posts - covered) / posts]
}
