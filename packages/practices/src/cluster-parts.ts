import type { Item } from './item.ts'

/**
 * What each cluster adds to each of some totals: entries of a sparse table, clusters down and totals across. A cluster
 * that adds nothing has none, and one that adds to a total has exactly one for it.
 */
export interface ClusterParts {
  /** How many totals there are. */
  width: number
  clusters: Int32Array
  totals: Int32Array
  amounts: Float64Array
}

/** Items added up by cluster, one total per measure of an item. O(items x measures + clusters). */
export function partsOf(items: readonly Item[], measures: readonly ((item: Item) => number)[]): ClusterParts {
  const all = items.reduce((most, { cluster }) => Math.max(most, cluster + 1), 0)
  const sums = measures.map((measure) => {
    const sum = new Float64Array(all)
    for (const item of items) sum[item.cluster]! += measure(item)
    return sum
  })
  const size = sums.reduce(
    (count, sum) => sum.reduce((having, amount) => (amount === 0 ? having : having + 1), count),
    0,
  )
  const parts = { clusters: new Int32Array(size), totals: new Int32Array(size), amounts: new Float64Array(size) }
  let entry = 0
  sums.forEach((sum, total) => {
    sum.forEach((amount, cluster) => {
      if (amount === 0) return
      parts.clusters[entry] = cluster
      parts.totals[entry] = total
      parts.amounts[entry++] = amount
    })
  })
  return { width: measures.length, ...parts }
}

/** Adds up parts entry by entry, where there are many totals or no items. */
export class PartsBuilder {
  private readonly places = new Map<number, number>()
  private readonly clusters: number[] = []
  private readonly totals: number[] = []
  private readonly amounts: number[] = []
  private readonly width: number

  constructor(width: number) {
    this.width = width
  }

  add(cluster: number, total: number, amount: number): void {
    if (amount === 0) return
    const key = cluster * this.width + total
    const place = this.places.get(key)
    if (place !== undefined) {
      this.amounts[place]! += amount
      return
    }
    this.places.set(key, this.clusters.length)
    this.clusters.push(cluster)
    this.totals.push(total)
    this.amounts.push(amount)
  }

  build(): ClusterParts {
    return {
      width: this.width,
      clusters: Int32Array.from(this.clusters),
      totals: Int32Array.from(this.totals),
      amounts: Float64Array.from(this.amounts),
    }
  }
}

/** The totals of several tables one after the other, each table's where the widths before it end. */
export function sideBySide(tables: readonly ClusterParts[]): ClusterParts {
  const size = tables.reduce((sum, { clusters }) => sum + clusters.length, 0)
  const all = { clusters: new Int32Array(size), totals: new Int32Array(size), amounts: new Float64Array(size) }
  let width = 0
  let at = 0
  for (const { clusters, totals, amounts, width: own } of tables) {
    all.clusters.set(clusters, at)
    for (let entry = 0; entry < totals.length; entry++) all.totals[at + entry] = totals[entry]! + width
    all.amounts.set(amounts, at)
    at += clusters.length
    width += own
  }
  return { width, ...all }
}

/** The totals as they are: every cluster weighs 1. */
export function totalsOf({ width, totals, amounts }: ClusterParts): Float64Array {
  const sums = new Float64Array(width)
  for (let entry = 0; entry < totals.length; entry++) sums[totals[entry]!]! += amounts[entry]!
  return sums
}

/** How many clusters the items fall into. */
export function clustersOf(items: readonly Item[]): number {
  const isThere = new Uint8Array(items.reduce((most, { cluster }) => Math.max(most, cluster + 1), 0))
  for (const { cluster } of items) isThere[cluster] = 1
  return isThere.reduce((count, is) => count + is, 0)
}
