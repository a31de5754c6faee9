import { partsOf, sideBySide, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'
import { share } from './share.ts'

/**
 * The share of items with value 1 minus the share to be expected by chance, the mean of `expected`. -1 to 1; `null`
 * without items. What is expected is taken as known: it rests on many more accounts than the items do.
 */
export function excessShare(items: readonly Item[]): Estimate {
  const observed = share(items)
  const expected = partsOf(items, [(item) => item.expected])
  const parts = sideBySide([observed.parts, expected])
  const meanExpected = (totals: Float64Array) => totals[2]! / totals[1]!
  return {
    value: observed.value === null ? null : observed.value - meanExpected(totalsOf(parts)),
    parts,
    replicate(totals, chance) {
      const drawn = observed.replicate(totals, chance)
      return drawn === null ? null : drawn - meanExpected(totals)
    },
    isSkewedByWeights: false,
  }
}
