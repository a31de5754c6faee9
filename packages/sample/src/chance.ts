import type { Random } from '@weft/model/seeded-random'

/** True with the given probability, 0..1. Draws one number. */
export function happens(random: Random, probability: number): boolean {
  return random() < probability
}

/** A whole number from `low` to `high`, both included. */
export function wholeNumber(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One of the items, each equally likely; `undefined` when there are none. */
export function oneOf<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)]
}

/**
 * A count with the given mean: a binomial of three trials per unit of mean, so that it scatters like a count does and
 * needs no logarithm (those may differ in the last bit between machines).
 */
export function countAround(random: Random, mean: number): number {
  if (mean <= 0) return 0
  const trials = Math.ceil(mean * 3)
  let count = 0
  for (let trial = 0; trial < trials; trial++) if (random() * trials < mean) count++
  return count
}

/** The items in a random order (Fisher-Yates); the input stays as it is. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] as T
    order[last] = order[other] as T
    order[other] = kept
  }
  return order
}

/** Draws items in proportion to their weights; `undefined` when there are none. O(log n) a draw. */
export type WeightedDraw<T> = (random: Random) => T | undefined

export function weightedDraw<T>(items: readonly T[], weightOf: (item: T) => number): WeightedDraw<T> {
  const sums: number[] = []
  let total = 0
  for (const item of items) {
    total += weightOf(item)
    sums.push(total)
  }
  return (random) => {
    const aim = random() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) > aim) high = middle
      else low = middle + 1
    }
    return items[low]
  }
}

/** Up to `count` different items of a draw that pass the test; fewer where the draw keeps repeating itself. */
export function differentOnes<T>(
  random: Random,
  draw: WeightedDraw<T>,
  count: number,
  accept: (item: T) => boolean = () => true,
): T[] {
  const chosen = new Set<T>()
  for (let attempt = 0; chosen.size < count && attempt < count * 8; attempt++) {
    const item = draw(random)
    if (item !== undefined && accept(item)) chosen.add(item)
  }
  return [...chosen]
}
