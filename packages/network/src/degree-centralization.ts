import type { About } from './about.ts'
import { degree } from './degree.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'How far the network is centred on its most connected account.',
  why: 'A network that is all spokes of one hub is an audience, not a fabric.',
  notGoodFor: 'Networks with two or three equal hubs: they look decentralised.',
}

/**
 * Freeman degree centralization over ties sent and received together: sum of (highest degree - degree) divided by
 * 2 (n - 1)(n - 2), its value in a star whose ties all go both ways. Unweighted.
 *
 * 0 (all alike) to 1; `null` without ties and with fewer than three accounts. O(accounts).
 * Source: Freeman 1979, doi:10.1016/0378-8733(78)90021-7.
 */
export function degreeCentralization(network: Network): number | null {
  const { accounts, ties } = network
  if (accounts < 3 || ties === 0) return null
  const { in: received, out: sent } = degree(network)
  let highest = 0
  for (let account = 0; account < accounts; account++) highest = Math.max(highest, received[account]! + sent[account]!)
  return (accounts * highest - 2 * ties) / (2 * (accounts - 1) * (accounts - 2))
}
