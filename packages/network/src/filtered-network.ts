import { type Network, withInwardTies } from './network.ts'
import { sharedCopy, sharedInt32, sharedWeightsCopy } from './shared-columns.ts'

/** A part of a network. Numbers close up: `kept[number here]` is the account's number in the original. */
export interface RemainingNetwork {
  network: Network
  kept: Int32Array
}

/** What stays; by default everything. */
export interface NetworkFilter {
  account?: (account: number) => boolean
  /** Asked of ties whose two accounts both stay. */
  tie?: (source: number, target: number, weight: number) => boolean
  /** Whether accounts stay that are left without a tie to anybody else. */
  isolates?: boolean
}

/**
 * The accounts and ties that a filter lets through, with the self-loops of those accounts. Accounts are renumbered 0..
 * in their old order, so that sizes, densities and normalisations are those of the smaller network; `kept` leads back.
 * O(accounts + ties).
 */
export function filteredNetwork(network: Network, filter: NetworkFilter): RemainingNetwork {
  const { account = () => true, tie, isolates = true } = filter
  const remaining = remainingNetwork(network, account, tie)
  if (isolates) return remaining
  const { outStart, inStart } = remaining.network
  const tied = remainingNetwork(
    remaining.network,
    (number) => outStart[number] !== outStart[number + 1] || inStart[number] !== inStart[number + 1],
  )
  return { network: tied.network, kept: tied.kept.map((number) => remaining.kept[number]!) }
}

function remainingNetwork(
  network: Network,
  stays: (account: number) => boolean,
  tieStays?: NetworkFilter['tie'],
): RemainingNetwork {
  const numberOf = new Int32Array(network.accounts).fill(-1)
  const keptAll = new Int32Array(network.accounts)
  let accounts = 0
  for (let account = 0; account < network.accounts; account++) {
    if (!stays(account)) continue
    keptAll[accounts] = account
    numberOf[account] = accounts++
  }
  const kept = keptAll.slice(0, accounts)
  const selfLoopsByAccount = sharedInt32(accounts)
  const outStart = sharedInt32(accounts + 1)
  const target = new Int32Array(network.ties)
  const weight = network.outWeight.slice()
  let selfLoops = 0
  let ties = 0
  for (let number = 0; number < accounts; number++) {
    const account = kept[number]!
    const loops = network.selfLoopsByAccount[account]!
    selfLoopsByAccount[number] = loops
    selfLoops += loops
    for (let tie = network.outStart[account]!; tie < network.outStart[account + 1]!; tie++) {
      const receiver = network.outTarget[tie]!
      const other = numberOf[receiver]!
      if (other < 0) continue
      if (tieStays !== undefined && !tieStays(account, receiver, network.outWeight[tie]!)) continue
      target[ties] = other
      weight[ties++] = network.outWeight[tie]!
    }
    outStart[number + 1] = ties
  }
  const outTarget = sharedCopy(target.subarray(0, ties))
  const outWeight = sharedWeightsCopy(weight.subarray(0, ties))
  const outward = { accounts, selfLoops, selfLoopsByAccount, outStart, outTarget, outWeight }
  return { network: withInwardTies(outward), kept }
}
