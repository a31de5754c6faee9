import type { Network } from './network.ts'

/** Per account, the number of accounts it is tied to both ways: one merge of its sorted ties. O(accounts + ties). */
export function mutualTies({ accounts, outStart, outTarget, inStart, inSource }: Network): Int32Array {
  const mutual = new Int32Array(accounts)
  for (let account = 0; account < accounts; account++) {
    let out = outStart[account]!
    let into = inStart[account]!
    const outEnd = outStart[account + 1]!
    const inEnd = inStart[account + 1]!
    let both = 0
    while (out < outEnd && into < inEnd) {
      // Which side is behind is a coin toss, so it is counted (`>>> 31`: 1 of a negative number) rather than asked.
      const gap = outTarget[out]! - inSource[into]!
      const isOutDue = (gap - 1) >>> 31
      const isInDue = (-1 - gap) >>> 31
      out += isOutDue
      into += isInDue
      both += isOutDue & isInDue
    }
    mutual[account] = both
  }
  return mutual
}

/** Pairs of accounts that are tied both ways. O(accounts + ties). */
export function mutualPairs(network: Network): number {
  return mutualTies(network).reduce((sum, mutual) => sum + mutual, 0) / 2
}
