import type { About } from './about.ts'
import { arcReciprocity } from './arc-reciprocity.ts'
import { density } from './density.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'Reciprocity beyond what as many ties, strewn at random, would show.',
  why: 'Comparable between sparse and dense networks, which the plain share is not.',
  notGoodFor: 'Data that hold one direction only.',
}

/**
 * Garlaschelli-Loffredo rho, directed, unweighted: (arc reciprocity - density) / (1 - density). -1 to 1, 0 as by chance.
 *
 * `null` without ties, and where every possible tie exists. O(accounts + ties).
 * Source: Garlaschelli & Loffredo 2004, doi:10.1103/PhysRevLett.93.268701.
 */
export function rho(network: Network): number | null {
  const returned = arcReciprocity(network)
  const dense = density(network)
  return returned === null || dense === null || dense === 1 ? null : (returned - dense) / (1 - dense)
}
