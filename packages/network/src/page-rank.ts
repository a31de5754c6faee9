import type { About } from './about.ts'
import type { Network } from './network.ts'
import { strength } from './strength.ts'

export const about: About = {
  what: 'Where attention ends up when it is passed along ties: being addressed by those who are addressed counts more.',
  why: 'Finds accounts that the network leans on, beyond the merely loud.',
  notGoodFor: 'Comparing networks of different size: all values of a network sum to 1.',
}

const DAMPING = 0.85

/** Summed change at which the values stand still; ten thousand times tighter than the 6 digits that are promised. */
const CHANGE_MAX = 1e-12

/**
 * PageRank per account: damping 0.85, along ties by weight, teleport and dangling accounts to all alike.
 *
 * 0 to 1, summing to 1; empty for a network without accounts, 1 / accounts each without ties. The change shrinks by
 * 0.85 or more a round, so about 170 rounds suffice for any network. O(rounds x ties). As networkx `pagerank`.
 * Source: Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X.
 */
export function pageRank(network: Network): Float64Array {
  const { accounts, inStart, inSource, inWeight } = network
  const sent = strength(network).out
  let rank = new Float64Array(accounts).fill(1 / accounts)
  let before = new Float64Array(accounts)
  const perWeight = new Float64Array(accounts)
  let change = accounts === 0 ? 0 : Number.POSITIVE_INFINITY
  while (change > CHANGE_MAX) {
    const swap = before
    before = rank
    rank = swap
    let dangling = 0
    for (let account = 0; account < accounts; account++) {
      if (sent[account]! > 0) perWeight[account] = before[account]! / sent[account]!
      else dangling += before[account]!
    }
    const toEach = (1 - DAMPING + DAMPING * dangling) / accounts
    change = 0
    for (let account = 0; account < accounts; account++) {
      let received = 0
      for (let tie = inStart[account]!; tie < inStart[account + 1]!; tie++) {
        received += perWeight[inSource[tie]!]! * inWeight[tie]!
      }
      rank[account] = toEach + DAMPING * received
      change += Math.abs(rank[account]! - before[account]!)
    }
  }
  return rank
}
