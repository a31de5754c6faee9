import type { About } from './about.ts'
import { mutualPairs } from './mutual-ties.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The share of connected pairs whose tie goes both ways.',
  why: 'Counts relations between two, so that a mutual one is not counted twice.',
  notGoodFor: 'Data that hold one direction only; and it is lower than arc reciprocity, so never compare the two.',
}

/**
 * Mutual pairs / connected pairs, unweighted. 0 to 1; `null` without ties.
 *
 * O(accounts + ties). Source: Wasserman & Faust 1994, p. 507 (dyad census M / (M + A)).
 */
export function dyadReciprocity(network: Network): number | null {
  if (network.ties === 0) return null
  const mutual = mutualPairs(network)
  return mutual / (network.ties - mutual)
}
