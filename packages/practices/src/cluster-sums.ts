import type { Item } from './item.ts'

/** Items added up by cluster, so that a replicate costs clusters and not items. */
export interface ClusterSums {
  clusters: Int32Array
  sums: Float64Array[]
}

/** One array of sums per measure of an item. O(items). */
export function clusterSums(items: readonly Item[], measures: readonly ((item: Item) => number)[]): ClusterSums {
  const places = new Map<number, number>()
  for (const { cluster } of items) if (!places.has(cluster)) places.set(cluster, places.size)
  const sums = measures.map(() => new Float64Array(places.size))
  for (const item of items) {
    const place = places.get(item.cluster)!
    measures.forEach((measure, index) => {
      sums[index]![place]! += measure(item)
    })
  }
  return { clusters: Int32Array.from(places.keys()), sums }
}
