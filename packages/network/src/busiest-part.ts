import { filteredNetwork, type RemainingNetwork } from './filtered-network.ts'
import type { Network } from './network.ts'
import { strength } from './strength.ts'

/**
 * What is to be looked at of a network that is too large for it: its accounts with most interactions, in and out, as many
 * as have at most `most` ties among them, and no more than `most`; of equally busy ones the first. O(ties x log accounts).
 */
export function busiestPart(network: Network, most: number): RemainingNetwork {
  const { in: received, out: sent } = strength(network)
  const byStrength = Int32Array.from({ length: network.accounts }, (_, account) => account).sort(
    (one, other) => received[other]! + sent[other]! - received[one]! - sent[one]! || one - other,
  )
  const rank = new Int32Array(network.accounts)
  byStrength.forEach((account, place) => {
    rank[account] = place
  })
  let kept = Math.min(network.accounts, most)
  if (tiesAmong(network, rank, kept) > most) {
    let tooMany = kept
    kept = 0
    while (tooMany - kept > 1) {
      const accounts = Math.floor((kept + tooMany) / 2)
      if (tiesAmong(network, rank, accounts) <= most) kept = accounts
      else tooMany = accounts
    }
  }
  return filteredNetwork(network, { account: (account) => rank[account]! < kept })
}

function tiesAmong({ accounts, outStart, outTarget }: Network, rank: Int32Array, ranksBelow: number): number {
  let ties = 0
  for (let account = 0; account < accounts; account++) {
    if (rank[account]! >= ranksBelow) continue
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      if (rank[outTarget[tie]!]! < ranksBelow) ties++
    }
  }
  return ties
}
