import type { About } from './about.ts'
import { mutualTies } from './mutual-ties.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: "The share of an account's ties, in and out, that are returned.",
  why: 'Shows who talks with others and who talks at them, or is only talked at.',
  notGoodFor: 'Accounts with very few ties, and data that hold one direction only.',
}

/**
 * Per account: 2 x accounts tied both ways / (ties sent + ties received); unweighted. 0 to 1; `null` for isolates.
 *
 * Means nothing where the data are undirected. O(accounts + ties). As networkx `reciprocity` of a node.
 * Source: Wasserman & Faust 1994, p. 507.
 */
export function accountReciprocity(network: Network): (number | null)[] {
  const { outStart, inStart } = network
  return Array.from(mutualTies(network), (mutual, account) => {
    const ties = outStart[account + 1]! - outStart[account]! + inStart[account + 1]! - inStart[account]!
    return ties === 0 ? null : (2 * mutual) / ties
  })
}
