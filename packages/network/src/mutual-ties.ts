import { connectedPairs, MUTUAL } from './connected-pairs.ts'
import type { Network } from './network.ts'

/** Per account, the number of accounts it is tied to both ways. O(accounts + ties). */
export function mutualTies(network: Network): Float64Array {
  const { accounts, start, direction } = connectedPairs(network)
  const mutual = new Float64Array(accounts)
  for (let account = 0; account < accounts; account++) {
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      if (direction[place] === MUTUAL) mutual[account]!++
    }
  }
  return mutual
}
