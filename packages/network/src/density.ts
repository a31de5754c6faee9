import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The share of possible ties that exist.',
  why: 'The background against which all other shares of ties are read.',
  notGoodFor: 'Comparing networks of different size: nobody can talk to everybody in a large one.',
}

/**
 * Ties / (n (n - 1)), directed, unweighted. 0 to 1; `null` with fewer than two accounts, where no tie is possible.
 *
 * O(1). As networkx `density`. Source: Wasserman & Faust 1994, p. 129.
 */
export function density({ accounts, ties }: Network): number | null {
  return accounts < 2 ? null : ties / (accounts * (accounts - 1))
}
