import type { About } from './about.ts'
import type { Network } from './network.ts'
import {
  type Sampled,
  type SampleOptions,
  SOURCE_BLOCKS,
  type SourceSample,
  sourceBlock,
  sourceSample,
} from './source-sample.ts'
import { inNetworkOrder, type Ways, waysOf } from './ways.ts'

export const about: About = {
  what: 'How often an account lies on the shortest way between two others.',
  why: 'Shows brokers: whose leaving would lengthen or cut the ways of others.',
  notGoodFor: 'Small networks, and reading small differences: it leaps when a single tie comes or goes.',
}

export interface Betweenness {
  values: Float64Array
  /** `null` = exact. */
  sampled: Sampled | null
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
  const sample = sourceSample(network, options)
  const ways = waysOf(network)
  const sums = new Float64Array(network.accounts)
  for (let block = 0; block < SOURCE_BLOCKS; block++) addTo(sums, dependencies(ways, sourceBlock(sample, block)))
  return betweennessOf(ways, sample, sums)
}

/** Adds one block's sums to those before. */
export function addTo(sums: Float64Array, more: Float64Array): void {
  for (let account = 0; account < sums.length; account++) sums[account]! += more[account]!
}

/** Betweenness from the sums of {@link dependencies} over all sources of a sample. */
export function betweennessOf(ways: Ways, { sources, sampled }: SourceSample, sums: Float64Array): Betweenness {
  const { accounts } = ways
  const values = inNetworkOrder(ways, sums)
  // Ways between two others need three.
  if (accounts < 3) return { values: values.fill(0), sampled }
  const scale = accounts / sources.length / ((accounts - 1) * (accounts - 2))
  for (let account = 0; account < accounts; account++) values[account]! *= scale
  // A source's share lies in 0..(n - 2) before the scaling, hence n / (n - 1) times the bound for shares in 0..1.
  return { values, sampled: sampled && { ...sampled, errorBound: (sampled.errorBound * accounts) / (accounts - 1) } }
}

/** Per account, by the ways' numbers: the sum, over sources, of the shares of shortest ways that lead through it. */
export function dependencies({ accounts, outStart, outTarget, numberOf }: Ways, sources: Int32Array): Float64Array {
  const values = new Float64Array(accounts)
  const distance = new Int32Array(accounts).fill(-1)
  const ways = new Float64Array(accounts)
  const dependency = new Float64Array(accounts)
  const reached = new Int32Array(accounts)
  // Breadth first out, then back in reverse order.
  for (const account of sources) {
    const source = numberOf[account]!
    let count = 1
    reached[0] = source
    distance[source] = 0
    ways[source] = 1
    for (let next = 0; next < count; next++) {
      const at = reached[next]!
      const further = distance[at]! + 1
      const waysHere = ways[at]!
      for (let tie = outStart[at]!; tie < outStart[at + 1]!; tie++) {
        const target = outTarget[tie]!
        if (distance[target]! < 0) {
          distance[target] = further
          reached[count++] = target
        }
        if (distance[target] === further) ways[target]! += waysHere
      }
    }
    for (let next = count - 1; next >= 0; next--) {
      const at = reached[next]!
      const further = distance[at]! + 1
      let onward = 0
      for (let tie = outStart[at]!; tie < outStart[at + 1]!; tie++) {
        const target = outTarget[tie]!
        // What stands for a target here is (1 + its dependency) / its ways, worked out once when it was passed.
        if (distance[target] === further) onward += dependency[target]!
      }
      const share = onward * ways[at]!
      dependency[at] = (1 + share) / ways[at]!
      if (next > 0) values[at]! += share
    }
    for (let next = 0; next < count; next++) {
      const at = reached[next]!
      distance[at] = -1
      ways[at] = 0
      dependency[at] = 0
    }
  }
  return values
}
