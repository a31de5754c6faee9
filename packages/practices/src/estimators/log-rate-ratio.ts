import { partsOf, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * ln(rate of group 1 / rate of group 0), a rate being the values of a group's items over their sizes; natural logarithm, unbounded,
 * 0 where both are alike. `null` where either group has no items, or nothing was counted in either.
 *
 * Half a count at the common rate is added to each group, which draws a group of few towards no difference and keeps
 * the ratio finite where one group has none.
 */
export function logRateRatio(items: readonly Item[]): Estimate {
  const parts = partsOf(
    items,
    [0, 1].flatMap((group) => [
      (item: Item) => (item.group === group ? item.value : 0),
      (item: Item) => (item.group === group ? item.size : 0),
    ]),
  )
  return { value: ratioOf(totalsOf(parts)), parts, replicate: ratioOf, isSkewedByWeights: false }
}

function ratioOf(totals: Float64Array): number | null {
  const other = { count: totals[0]!, size: totals[1]! }
  const own = { count: totals[2]!, size: totals[3]! }
  if (own.size === 0 || other.size === 0 || own.count + other.count === 0) return null
  const common = (own.count + other.count) / (own.size + other.size)
  return Math.log(drawnTowards(common, own) / drawnTowards(common, other))
}

interface Rate {
  count: number
  size: number
}

function drawnTowards(common: number, { count, size }: Rate): number {
  return (count + 0.5) / (size + 0.5 / common)
}
