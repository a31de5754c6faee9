import type { About } from './about.ts'
import { mutualPairs } from './mutual-ties.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The share of ties that are returned.',
  why: 'The first question of any conversation: does it go both ways?',
  notGoodFor: 'Data that hold one direction only, such as an archive of what one account sent.',
}

/**
 * Ties returned / ties, directed, unweighted: 0 when nobody answers, 1 when every tie goes both ways.
 *
 * Counts ties, not interactions. `null` without ties: an empty quarter has no reciprocity, not a low one.
 * O(accounts + ties). As networkx `overall_reciprocity`. Source: Wasserman & Faust 1994, p. 507.
 */
export function arcReciprocity(network: Network): number | null {
  return network.ties === 0 ? null : (2 * mutualPairs(network)) / network.ties
}
