import type { About } from './about.ts'
import type { Network } from './network.ts'
import { type SampleOptions, sourceSample } from './source-sample.ts'

export const about: About = {
  what: 'How often an account lies on the shortest way between two others.',
  why: 'Shows brokers: whose leaving would lengthen or cut the ways of others.',
  notGoodFor: 'Small networks, and reading small differences: it leaps when a single tie comes or goes.',
}

export interface Betweenness {
  values: Float64Array
  /** Number of sources where they were sampled; `null` = exact. */
  sampledSources: number | null
  /** With 90 % chance no value is further off than this (Hoeffding); `null` = exact. */
  errorBound: number | null
}

/**
 * Share of ordered pairs of other accounts whose shortest directed ways pass through the account; unweighted.
 *
 * 0 to 1, normalised by (n - 1)(n - 2); 0 for all in networks of fewer than 3. Exact while accounts x ties is at most
 * 2e9, above it from a seeded sample of sources, scaled up, with the bound stated. O(sources x ties).
 * As networkx `betweenness_centrality`. Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249; sampling: Brandes &
 * Pich 2007, doi:10.1142/S0218127407018403.
 */
export function betweenness(network: Network, options: SampleOptions = {}): Betweenness {
  const { accounts } = network
  const { sources, sampled, errorBound } = sourceSample(network, options)
  const values = new Float64Array(accounts)
  if (accounts < 3) return { values, sampledSources: sampled, errorBound }
  const walk = shortestWaysFrom(network, values)
  for (const source of sources) walk(source)
  const scale = accounts / sources.length / ((accounts - 1) * (accounts - 2))
  for (let account = 0; account < accounts; account++) values[account]! *= scale
  // A source's share lies in 0..(n - 2) before the scaling, hence n / (n - 1) times the bound for shares in 0..1.
  return { values, sampledSources: sampled, errorBound: errorBound && (errorBound * accounts) / (accounts - 1) }
}

/** A function that adds one source's dependencies to `values`: breadth first out, then back in reverse order. */
function shortestWaysFrom({ accounts, outStart, outTarget }: Network, values: Float64Array) {
  const distance = new Int32Array(accounts).fill(-1)
  const ways = new Float64Array(accounts)
  const dependency = new Float64Array(accounts)
  const reached = new Int32Array(accounts)
  return (source: number): void => {
    let count = 1
    reached[0] = source
    distance[source] = 0
    ways[source] = 1
    for (let next = 0; next < count; next++) {
      const account = reached[next]!
      const further = distance[account]! + 1
      for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
        const target = outTarget[tie]!
        if (distance[target]! < 0) {
          distance[target] = further
          reached[count++] = target
        }
        if (distance[target] === further) ways[target]! += ways[account]!
      }
    }
    for (let next = count - 1; next >= 0; next--) {
      const account = reached[next]!
      const further = distance[account]! + 1
      let onward = 0
      for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
        const target = outTarget[tie]!
        if (distance[target] === further) onward += (1 + dependency[target]!) / ways[target]!
      }
      const share = onward * ways[account]!
      dependency[account] = share
      if (next > 0) values[account]! += share
    }
    for (let next = 0; next < count; next++) {
      const account = reached[next]!
      distance[account] = -1
      ways[account] = 0
      dependency[account] = 0
    }
  }
}
