import type { About } from './about.ts'
import { distanceLimit } from './distance-limit.ts'
import type { InwardDistances } from './inward-distances.ts'
import type { Network } from './network.ts'
import { meanErrorBound } from './source-sample.ts'

export const about: About = {
  what: 'How near an account is to those who can reach it, weighed by how many can.',
  why: 'Shows who hears of things early.',
  notGoodFor: 'Networks in many pieces; harmonic closeness behaves better there.',
}

/**
 * Closeness per account over inward distances, unweighted: ((r / (n - 1)) x (r / sum of distances)) for the r others
 * that reach the account (Wasserman-Faust). 0 to 1; 0 where nobody reaches it.
 *
 * Exact or estimated as the distances are (`sampled`). O(accounts). As networkx `closeness_centrality`.
 * Source: Wasserman & Faust 1994, p. 201.
 */
export function closeness(distances: InwardDistances): Float64Array {
  const { reaching, distanceSum } = distances
  const others = reaching.length - 1
  return reaching.map((reach, account) => (reach > 0 ? (reach / others) * (reach / distanceSum[account]!) : 0))
}

/**
 * How far sampled closeness may be off: with 95 % chance no account's is further off. At most 1; `null` = exact.
 *
 * The share of sources that reach an account is known to within e, their mean distance (0 where they do not) to within
 * e x the longest distance there can be; the bound is the furthest that closeness moves while both move so far.
 * O(accounts + ties). Source: Eppstein & Wang 2004, doi:10.7155/jgaa.00081, for the bound on distances.
 */
export function closenessErrorBound(network: Network, distances: InwardDistances): number | null {
  const { reaching, distanceSum, sampled } = distances
  if (sampled === null) return null
  const n = network.accounts
  const reachError = meanErrorBound(n, sampled.sources, 2)
  const distanceError = reachError * distanceLimit(network)
  const values = closeness(distances)
  let bound = 0
  for (let account = 0; account < n; account++) {
    const reach = reaching[account]! / n
    const distance = distanceSum[account]! / n
    const reachMost = Math.min(reach + reachError, (n - 1) / n)
    const reachLeast = Math.max(reach - reachError, 0)
    // Whoever reaches is at least one step away.
    const most = (n / (n - 1)) * (reachMost ** 2 / Math.max(distance - distanceError, reachMost))
    const least = (n / (n - 1)) * (reachLeast ** 2 / (distance + distanceError))
    bound = Math.max(bound, most - values[account]!, values[account]! - least)
  }
  return Math.min(bound, 1)
}
