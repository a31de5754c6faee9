import type { Network, TieSide } from './network.ts'
import { sharedCopy, sharedInt32, sharedWeightsCopy } from './shared-columns.ts'

/** A side without self-loops and repeats, and the loops that there were. */
interface Merged extends Pick<Network, 'selfLoops' | 'selfLoopsByAccount'> {
  /** The one that was given, where there was nothing to merge. */
  side: TieSide
}

/**
 * Adds up repeated ties, which lie side by side, and takes out self-loops, in place. `null` where a sum is not exact at
 * 32 bits: the side is spoilt then.
 */
export function mergeRepeats(side: TieSide): Merged | null {
  const { start, end, weight } = side
  if (weight instanceof Float64Array) orderRepeats(side)
  const selfLoopsByAccount = sharedInt32(start.length - 1)
  let selfLoops = 0
  let ties = 0
  let tie = 0
  for (let account = 0; account < start.length - 1; account++) {
    const first = ties
    const rowEnd = start[account + 1]!
    for (; tie < rowEnd; tie++) {
      const other = end[tie]!
      if (other === account) {
        selfLoopsByAccount[account]!++
        selfLoops++
      } else if (ties > first && end[ties - 1] === other) {
        const sum = weight[ties - 1]! + weight[tie]!
        weight[ties - 1] = sum
        if (weight[ties - 1] !== sum) return null
      } else {
        end[ties] = other
        weight[ties++] = weight[tie]!
      }
    }
    start[account + 1] = ties
  }
  if (ties === end.length) return { side, selfLoops, selfLoopsByAccount }
  const kept = { start, end: sharedCopy(end.subarray(0, ties)), weight: sharedWeightsCopy(weight.subarray(0, ties)) }
  return { side: kept, selfLoops, selfLoopsByAccount }
}

/** Fractions add up to the same last digit whatever the order of rows only if they are added in one: the smallest first. */
function orderRepeats({ start, end, weight }: TieSide): void {
  for (let account = 0; account < start.length - 1; account++) {
    let first = start[account]!
    for (let tie = first + 1; tie <= start[account + 1]!; tie++) {
      if (tie < start[account + 1]! && end[tie] === end[first]) continue
      if (tie - first > 2) weight.subarray(first, tie).sort()
      first = tie
    }
  }
}
