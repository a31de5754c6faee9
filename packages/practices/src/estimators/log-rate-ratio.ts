import { clusterSums } from '../cluster-sums.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * ln(rate of group 1 / rate of group 0), a rate being the mean value of a group's items; natural logarithm, unbounded,
 * 0 where both are alike. `null` where either group has no items, or nothing was counted in either.
 *
 * Half a count at the common rate is added to each group, which draws a group of few towards no difference and keeps
 * the ratio finite where one group has none. O(clusters) a replicate.
 */
export function logRateRatio(items: readonly Item[]): Estimate {
  const groups = [0, 1].map((group) =>
    clusterSums(
      items.filter((item) => item.group === group),
      [(item) => item.value, () => 1],
    ),
  )
  const ratio = (weightOf: (cluster: number) => number): number | null => {
    const [other, own] = groups.map(({ clusters, sums }) => {
      let count = 0
      let size = 0
      clusters.forEach((cluster, i) => {
        const weight = weightOf(cluster)
        count += weight * sums[0]![i]!
        size += weight * sums[1]![i]!
      })
      return { count, size }
    }) as [Rate, Rate]
    if (own.size === 0 || other.size === 0 || own.count + other.count === 0) return null
    const common = (own.count + other.count) / (own.size + other.size)
    return Math.log(drawnTowards(common, own) / drawnTowards(common, other))
  }
  return { value: ratio(() => 1), replicate: ({ weightOf }) => ratio(weightOf), isSkewedByWeights: false }
}

interface Rate {
  count: number
  size: number
}

function drawnTowards(common: number, { count, size }: Rate): number {
  return (count + 0.5) / (size + 0.5 / common)
}
