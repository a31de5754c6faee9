import { clusterSums } from '../cluster-sums.ts'
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
  const { clusters, sums } = clusterSums(items, [(item) => item.value, (item) => item.size])
  const [values, sizes] = sums as [Float64Array, Float64Array]
  const size = total(sizes)
  const priorSize = size / clusters.length
  return {
    value: size === 0 ? null : total(values) / size,
    replicate({ weightOf, prior: [success, failure] }) {
      if (size === 0) return null
      let above = success * priorSize
      let below = (success + failure) * priorSize
      for (let i = 0; i < clusters.length; i++) {
        const weight = weightOf(clusters[i]!)
        above += weight * values[i]!
        below += weight * sizes[i]!
      }
      return above / below
    },
    isSkewedByWeights: false,
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
