import { filteredNetwork, type RemainingNetwork } from './filtered-network.ts'
import type { Network } from './network.ts'

/**
 * Takes accounts out, with their ties and self-loops; the rest are renumbered as {@link filteredNetwork} says.
 * O(accounts + ties).
 */
export function withoutAccounts(network: Network, excluded: (account: number) => boolean): RemainingNetwork {
  return filteredNetwork(network, { account: (account) => !excluded(account) })
}
