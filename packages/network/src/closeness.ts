import type { About } from './about.ts'
import type { InwardDistances } from './inward-distances.ts'

export const about: About = {
  what: 'How near an account is to those who can reach it, weighed by how many can.',
  why: 'Shows who hears of things early.',
  notGoodFor: 'Networks in many pieces; harmonic closeness behaves better there.',
}

/**
 * Closeness per account over inward distances, unweighted: ((r / (n - 1)) x (r / sum of distances)) for the r others
 * that reach the account (Wasserman-Faust). 0 to 1; 0 where nobody reaches it.
 *
 * Exact or estimated as the distances are (`sampledSources`). O(accounts). As networkx `closeness_centrality`.
 * Source: Wasserman & Faust 1994, p. 201.
 */
export function closeness(distances: InwardDistances): Float64Array {
  const { reaching, distanceSum } = distances
  const others = reaching.length - 1
  return reaching.map((reach, account) => (reach > 0 ? (reach / others) * (reach / distanceSum[account]!) : 0))
}
