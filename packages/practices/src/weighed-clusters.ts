import { type ClusterParts, sideBySide } from './cluster-parts.ts'

/**
 * More clusters than this are weighed in so many random groups instead of each by itself. How uneven weights of random groups
 * are says the same of a total's error as single ones, itself uncertain by a share of 1 / sqrt(2 x groups), here 1.6 %:
 * less than what some hundred replicates leave. Source: Wolter 2007, doi:10.1007/978-0-387-35099-8, chapter 2.
 */
export const WEIGHED_MAX = 2_048

/** What gets a weight of its own in a replicate adds `amounts` to `totals` at its entries, from `starts[i]` to `starts[i + 1]`. */
export interface WeighedClusters {
  starts: Int32Array
  totals: Int32Array
  amounts: Float64Array
}

/**
 * Clusters of tables that lie side by side, ascending, or their random groups. Which group a cluster falls into, and so what it
 * weighs, has nothing to do with what it adds to anything. O(entries).
 */
export function weighedClusters(tables: readonly ClusterParts[]): WeighedClusters {
  const { clusters, totals, amounts } = sideBySide(tables)
  const distinct = [...new Set(clusters)].sort((one, other) => one - other)
  const places = new Map(
    distinct.map((cluster, place) => [cluster, distinct.length > WEIGHED_MAX ? groupOf(cluster) : place]),
  )
  const rows = Array.from({ length: Math.min(distinct.length, WEIGHED_MAX) }, () => new Map<number, number>())
  for (let entry = 0; entry < clusters.length; entry++) {
    const row = rows[places.get(clusters[entry]!)!]!
    row.set(totals[entry]!, (row.get(totals[entry]!) ?? 0) + amounts[entry]!)
  }
  const starts = new Int32Array(rows.length + 1)
  for (const [place, { size }] of rows.entries()) starts[place + 1] = starts[place]! + size
  return {
    starts,
    totals: Int32Array.from(rows.flatMap((row) => [...row.keys()])),
    amounts: Float64Array.from(rows.flatMap((row) => [...row.values()])),
  }
}

/** A group by the finaliser of MurmurHash3, which scatters numbers that follow one another. */
function groupOf(cluster: number): number {
  let hash = Math.imul(cluster ^ (cluster >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % WEIGHED_MAX
}
