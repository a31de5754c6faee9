import { PartsBuilder, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * The effective number of groups among the items, exp(Shannon entropy), per `possible`. 0 without items (nobody of
 * those possible takes part); at most groups / possible; `null` where nothing is possible.
 *
 * Uneven weights always look like concentration, so replicates are moved back onto the value. O(groups) a replicate.
 * Source: Hill 1973, doi:10.2307/1934352 (order 1).
 */
export function effectiveShare(items: readonly Item[], possible: number): Estimate {
  const places = new Map<number, number>()
  for (const { group } of items) if (!places.has(group)) places.set(group, places.size)
  const builder = new PartsBuilder(places.size)
  for (const { cluster, group } of items) builder.add(cluster, places.get(group)!, 1)
  const parts = builder.build()
  const effective = (totals: Float64Array): number | null => {
    if (possible === 0) return null
    return items.length === 0 ? 0 : Math.exp(entropy(totals)) / possible
  }
  return { value: effective(totalsOf(parts)), parts, replicate: effective, isSkewedByWeights: true }
}

function entropy(sums: Float64Array): number {
  let all = 0
  for (const sum of sums) all += sum
  let nats = 0
  for (const sum of sums) if (sum > 0) nats -= (sum / all) * Math.log(sum / all)
  return nats
}
