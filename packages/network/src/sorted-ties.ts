import type { Weights } from './network.ts'

export interface SortedTies {
  source: Int32Array
  target: Int32Array
  weight: Float64Array
}

/** Rows without self-loops, ordered by source, then target: two stable counting sorts, O(accounts + rows). */
export function sortedTies(
  accounts: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
  selfLoops: number,
): SortedTies {
  const rows = new Int32Array(from.length - selfLoops)
  let kept = 0
  for (let row = 0; row < from.length; row++) if (from[row] !== to[row]) rows[kept++] = row
  const ordered = countingSort(accounts, countingSort(accounts, rows, to), from)
  const source = new Int32Array(kept)
  const target = new Int32Array(kept)
  const tieWeight = new Float64Array(kept)
  for (let i = 0; i < kept; i++) {
    const row = ordered[i]!
    source[i] = from[row]!
    target[i] = to[row]!
    tieWeight[i] = weight === undefined ? 1 : weight[row]!
  }
  return { source, target, weight: tieWeight }
}

function countingSort(accounts: number, rows: Int32Array, key: ArrayLike<number>): Int32Array {
  const next = new Int32Array(accounts + 1)
  for (let i = 0; i < rows.length; i++) next[key[rows[i]!]! + 1]!++
  for (let account = 0; account < accounts; account++) next[account + 1]! += next[account]!
  const sorted = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[next[key[rows[i]!]!]!++] = rows[i]!
  return sorted
}

/** Adds up repeated rows, which lie side by side, and sets up the compressed rows of the senders. */
export function mergeRepeats(
  accounts: number,
  sorted: SortedTies,
): { outStart: Int32Array; outTarget: Int32Array; outWeight: Weights } {
  const { source, target, weight } = sorted
  const outStart = new Int32Array(accounts + 1)
  let ties = 0
  for (let i = 0; i < source.length; i++) {
    const repeats = i > 0 && source[i] === source[i - 1] && target[i] === target[i - 1]
    if (repeats) {
      weight[ties - 1]! += weight[i]!
      continue
    }
    target[ties] = target[i]!
    weight[ties] = weight[i]!
    source[ties] = source[i]!
    ties++
    outStart[source[i]! + 1]!++
  }
  for (let account = 0; account < accounts; account++) outStart[account + 1]! += outStart[account]!
  return { outStart, outTarget: target.slice(0, ties), outWeight: narrowest(weight.subarray(0, ties)) }
}

/** 32-bit weights halve the index and hold every whole number to 2^24; a weight that would change keeps all at 64. */
export function narrowest(weights: Float64Array): Weights {
  for (let i = 0; i < weights.length; i++) if (Math.fround(weights[i]!) !== weights[i]) return weights.slice()
  return Float32Array.from(weights)
}
