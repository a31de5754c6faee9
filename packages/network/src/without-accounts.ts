import { type Network, withInwardTies } from './network.ts'
import { sharedCopy, sharedInt32, sharedWeightsCopy } from './shared-columns.ts'

/** A network with accounts taken out. Numbers close up: `kept[number here]` is the account's number in the original. */
export interface RemainingNetwork {
  network: Network
  kept: Int32Array
}

/**
 * Takes accounts out, with their ties and self-loops. The rest are renumbered 0.. in their old order, so that sizes,
 * densities and normalisations are those of the smaller network; `kept` leads back. O(accounts + ties).
 */
export function withoutAccounts(network: Network, excluded: (account: number) => boolean): RemainingNetwork {
  const numberOf = new Int32Array(network.accounts).fill(-1)
  const keptAll = new Int32Array(network.accounts)
  let accounts = 0
  for (let account = 0; account < network.accounts; account++) {
    if (excluded(account)) continue
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
      const other = numberOf[network.outTarget[tie]!]!
      if (other < 0) continue
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
