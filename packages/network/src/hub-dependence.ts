import type { About } from './about.ts'
import type { Network } from './network.ts'
import { weakComponents } from './weak-components.ts'
import { withoutAccounts } from './without-accounts.ts'

export const about: About = {
  what: "How much of the network's largest piece falls away when the organization's own accounts are taken out.",
  why: 'A community outlives its host; an audience does not.',
  notGoodFor: 'Data that hold only what the organization itself did: everything then hangs on it.',
}

/**
 * 1 - (accounts in the largest weak component without the owned accounts / with them); unweighted.
 *
 * Near 0 when the others hold together by themselves, near 1 when all hang on the owned accounts. `null` without ties,
 * and where the network has no owned account, so that there is nothing to take out. About O(accounts + ties).
 * Source: our own; after the fragmentation of key players, Borgatti 2006, doi:10.1007/s10588-006-7084-x.
 */
export function hubDependence(network: Network, owned: (account: number) => boolean): number | null {
  if (network.ties === 0) return null
  const { network: rest } = withoutAccounts(network, owned)
  if (rest.accounts === network.accounts) return null
  return 1 - largest(rest) / largest(network)
}

function largest(network: Network): number {
  return weakComponents(network).sizes.reduce((most, size) => Math.max(most, size), 0)
}
