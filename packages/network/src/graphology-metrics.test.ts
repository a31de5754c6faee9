import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import betweennessModule from 'graphology-metrics/centrality/betweenness.js'
import hitsModule from 'graphology-metrics/centrality/hits.js'
import pagerankModule from 'graphology-metrics/centrality/pagerank.js'
import modularityModule from 'graphology-metrics/graph/modularity.js'
import { expect, test } from 'vitest'
import { betweenness } from './betweenness.ts'
import { community } from './community.ts'
import { toGraph } from './graph.ts'
import { hits } from './hits.ts'
import { modularity } from './modularity.ts'
import { networkFromTies } from './network.ts'
import { pageRank } from './page-rank.ts'

// CommonJS whose typings declare a `default` that Node hands over as the module itself.
const theirs = {
  betweenness: betweennessModule as unknown as typeof betweennessModule.default,
  hits: hitsModule as unknown as typeof hitsModule.default,
  pagerank: pagerankModule as unknown as typeof pagerankModule.default,
  modularity: modularityModule as unknown as typeof modularityModule.default,
}

/** Accounts with low numbers have more ties. */
function randomNetwork(accounts: number, rows: number, seed: number) {
  const random = seededRandom(seed)
  const column = (most: number) => Array.from({ length: rows }, () => Math.floor(random() ** 2 * most))
  return networkFromTies(
    accounts,
    column(accounts),
    column(accounts),
    column(9).map((weight) => weight + 1),
  )
}

const networks = [1, 2, 3].map((seed) => randomNetwork(150, 700, seed))

/** The largest difference from what graphology-metrics gives. */
function furthest(ours: Float64Array, other: Record<string, number>): number {
  return ours.reduce((most, value, account) => Math.max(most, Math.abs(value - other[account]!)), 0)
}

test.each(networks)('betweenness, PageRank and HITS agree with graphology-metrics', (network) => {
  const graph = toGraph(network)
  expect(furthest(betweenness(network).values, theirs.betweenness(graph, { getEdgeWeight: null }))).toBeLessThan(1e-12)
  const ranks = theirs.pagerank(graph, { getEdgeWeight: 'weight', tolerance: 1e-14, maxIterations: 1000 })
  expect(furthest(pageRank(network), ranks)).toBeLessThan(1e-9)
  const { hubs, authorities } = theirs.hits(graph, { tolerance: 1e-12, maxIterations: 5000 })
  const ours = hits(network)!
  expect(furthest(ours.hub, hubs)).toBeLessThan(1e-6)
  expect(furthest(ours.authority, authorities)).toBeLessThan(1e-6)
})

test('modularity agrees with graphology-metrics on whatever partition Louvain finds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (accounts, seed) => {
      const network = randomNetwork(accounts, 3 * accounts, seed)
      fc.pre(network.ties > 0)
      const found = community(network, seed)
      const getNodeCommunity = (account: string) => found[Number(account)]!
      const options = { getNodeCommunity, getEdgeWeight: 'weight' as const, resolution: 1 }
      expect(modularity(network, found)).toBeCloseTo(theirs.modularity(toGraph(network), options), 12)
    }),
  )
})
