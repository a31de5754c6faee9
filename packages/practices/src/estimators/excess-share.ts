import { clusterSums } from '../cluster-sums.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'
import { share } from './share.ts'

/**
 * The share of items with value 1 minus the share to be expected by chance, the mean of `expected`. -1 to 1; `null`
 * without items. What is expected is taken as known: it rests on many more accounts than the items do.
 */
export function excessShare(items: readonly Item[]): Estimate {
  const observed = share(items)
  const { clusters, sums } = clusterSums(items, [(item) => item.expected, (item) => item.size])
  const [expected, sizes] = sums as [Float64Array, Float64Array]
  const meanExpected = (weightOf: (cluster: number) => number) => {
    let above = 0
    let below = 0
    for (let i = 0; i < clusters.length; i++) {
      const weight = weightOf(clusters[i]!)
      above += weight * expected[i]!
      below += weight * sizes[i]!
    }
    return above / below
  }
  return {
    value: observed.value === null ? null : observed.value - meanExpected(() => 1),
    replicate(draw) {
      const drawn = observed.replicate(draw)
      return drawn === null ? null : drawn - meanExpected(draw.weightOf)
    },
    isSkewedByWeights: false,
  }
}
