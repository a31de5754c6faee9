import type { About } from './about.ts'
import type { InwardDistances } from './inward-distances.ts'

export const about: About = {
  what: 'The sum of 1 / distance over all who can reach an account.',
  why: 'Nearness that stays meaningful where parts of the network do not reach each other.',
  notGoodFor: 'Comparing networks of different size: it is not normalised.',
}

/**
 * Harmonic closeness per account over inward distances, unweighted, not normalised: 0 (nobody reaches it) to n - 1
 * (everybody addresses it).
 *
 * Exact, or estimated as the distances are: then with 95 % chance no account's is further off than accounts x the
 * bound of `sampled`. O(1). As networkx `harmonic_centrality`.
 * Source: Marchiori & Latora 2000, doi:10.1016/S0378-4371(00)00311-3.
 */
export function harmonic(distances: InwardDistances): Float64Array {
  return distances.inverseSum
}
