import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * The effective number of groups among the items, exp(Shannon entropy), per `possible`. 0 without items (nobody of
 * those possible takes part); at most groups / possible; `null` where nothing is possible.
 *
 * Uneven weights always look like concentration, so replicates are moved back onto the value. O(items) a replicate.
 * Source: Hill 1973, doi:10.2307/1934352 (order 1).
 */
export function effectiveShare(items: readonly Item[], possible: number): Estimate {
  const places = new Map<number, number>()
  for (const { group } of items) if (!places.has(group)) places.set(group, places.size)
  const groups = Int32Array.from(items, ({ group }) => places.get(group)!)
  const clusters = Int32Array.from(items, ({ cluster }) => cluster)
  const sums = new Float64Array(places.size)
  const effective = (weightOf: (cluster: number) => number): number | null => {
    if (possible === 0) return null
    if (groups.length === 0) return 0
    sums.fill(0)
    for (let i = 0; i < groups.length; i++) sums[groups[i]!]! += weightOf(clusters[i]!)
    return Math.exp(entropy(sums)) / possible
  }
  return { value: effective(() => 1), replicate: ({ weightOf }) => effective(weightOf), isSkewedByWeights: true }
}

function entropy(sums: Float64Array): number {
  let all = 0
  for (const sum of sums) all += sum
  let nats = 0
  for (const sum of sums) if (sum > 0) nats -= (sum / all) * Math.log(sum / all)
  return nats
}
