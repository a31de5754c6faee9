import type { About } from './about.ts'
import type { Betweenness } from './betweenness.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'How far the shortest ways of the network all lead through one account.',
  why: 'Shows how much would break if that account left.',
  notGoodFor: 'Very sparse networks, in which few ways exist at all.',
}

/**
 * Freeman betweenness centralization: sum of (highest - value) over normalised directed betweenness, divided by n - 1,
 * its value in a star whose ties all go both ways. Unweighted.
 *
 * 0 (all alike) to 1; `null` without ties, with fewer than three accounts, and where the betweenness is sampled: the
 * highest of many estimates is biased upwards. O(accounts). Source: Freeman 1979, doi:10.1016/0378-8733(78)90021-7.
 */
export function betweennessCentralization(network: Network, between: Betweenness): number | null {
  const { accounts, ties } = network
  if (accounts < 3 || ties === 0 || between.sampled !== null) return null
  const highest = between.values.reduce((most, value) => Math.max(most, value), 0)
  return between.values.reduce((sum, value) => sum + (highest - value), 0) / (accounts - 1)
}
