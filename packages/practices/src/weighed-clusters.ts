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
  const { width, clusters, totals, amounts } = sideBySide(tables)
  const { placeOf, places } = placesOf(clusters)
  // Entries by their place first, so that only one row of sums is held at a time, however many totals there are.
  const ends = new Int32Array(places + 1)
  for (const cluster of clusters) ends[placeOf[cluster]! + 1]!++
  for (let place = 0; place < places; place++) ends[place + 1]! += ends[place]!
  const order = new Int32Array(clusters.length)
  const next = ends.slice()
  for (let entry = 0; entry < clusters.length; entry++) order[next[placeOf[clusters[entry]!]!]!++] = entry
  const sums = new Float64Array(width)
  const isThere = new Uint8Array(width)
  const starts = new Int32Array(places + 1)
  const weighed = { totals: new Int32Array(clusters.length), amounts: new Float64Array(clusters.length) }
  let end = 0
  for (let place = 0; place < places; place++) {
    for (let at = ends[place]!; at < ends[place + 1]!; at++) {
      const entry = order[at]!
      const total = totals[entry]!
      if (isThere[total] === 0) {
        isThere[total] = 1
        weighed.totals[end++] = total
      }
      sums[total]! += amounts[entry]!
    }
    for (let entry = starts[place]!; entry < end; entry++) {
      const total = weighed.totals[entry]!
      weighed.amounts[entry] = sums[total]!
      sums[total] = 0
      isThere[total] = 0
    }
    starts[place + 1] = end
  }
  return { starts, totals: weighed.totals.slice(0, end), amounts: weighed.amounts.slice(0, end) }
}

/** Where each cluster is weighed, by its number, and how many such places there are. */
function placesOf(clusters: Int32Array): { placeOf: Int32Array; places: number } {
  const placeOf = new Int32Array(clusters.reduce((most, cluster) => Math.max(most, cluster + 1), 0)).fill(-1)
  for (const cluster of clusters) placeOf[cluster] = 0
  let distinct = 0
  for (let cluster = 0; cluster < placeOf.length; cluster++) if (placeOf[cluster] === 0) placeOf[cluster] = distinct++
  if (distinct <= WEIGHED_MAX) return { placeOf, places: distinct }
  for (let cluster = 0; cluster < placeOf.length; cluster++) {
    if (placeOf[cluster]! >= 0) placeOf[cluster] = groupOf(cluster)
  }
  return { placeOf, places: WEIGHED_MAX }
}

/** A group by the finaliser of MurmurHash3, which scatters numbers that follow one another. */
function groupOf(cluster: number): number {
  let hash = Math.imul(cluster ^ (cluster >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % WEIGHED_MAX
}
