import { type Network, withInwardTies } from './network.ts'
import { narrowest } from './sorted-ties.ts'

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
  const selfLoopsByAccount = Int32Array.from(kept, (account) => network.selfLoopsByAccount[account]!)
  const selfLoops = selfLoopsByAccount.reduce((sum, loops) => sum + loops, 0)

  const outStart = new Int32Array(accounts + 1)
  const target = new Int32Array(network.ties)
  const weight = new Float64Array(network.ties)
  let ties = 0
  for (let number = 0; number < accounts; number++) {
    const account = kept[number]!
    for (let tie = network.outStart[account]!; tie < network.outStart[account + 1]!; tie++) {
      const other = numberOf[network.outTarget[tie]!]!
      if (other < 0) continue
      target[ties] = other
      weight[ties++] = network.outWeight[tie]!
    }
    outStart[number + 1] = ties
  }
  const outward = { outStart, outTarget: target.slice(0, ties), outWeight: narrowest(weight.subarray(0, ties)) }
  return { network: withInwardTies({ accounts, selfLoops, selfLoopsByAccount, ...outward }), kept }
}
