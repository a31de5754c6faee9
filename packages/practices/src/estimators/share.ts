import { clustersOf, partsOf, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * The sum of values over the sum of sizes: a share of items where values are 0 or 1. 0 to 1; `null` without items.
 *
 * Replicates: exponential weights per cluster (Rubin's Bayesian bootstrap) and Jeffreys' half success and half failure,
 * each of a mean cluster's size. For single items that is exactly the Beta(s + 1/2, n - s + 1/2) posterior, so that 0 of
 * 30 is not certainty. Source: Rubin 1981, doi:10.1214/aos/1176345338; Brown, Cai & DasGupta 2001,
 * doi:10.1214/ss/1009213286.
 */
export function share(items: readonly Item[]): Estimate {
  const parts = partsOf(items, [(item) => item.value, (item) => item.size])
  const [value, size] = totalsOf(parts) as unknown as [number, number]
  const priorSize = size / clustersOf(items)
  return {
    value: size === 0 ? null : value / size,
    parts,
    replicate(totals, { prior: [success, failure] }) {
      if (size === 0) return null
      return (totals[0]! + success * priorSize) / (totals[1]! + (success + failure) * priorSize)
    },
    isSkewedByWeights: false,
  }
}
