import { seededRandom } from '@weft/model/seeded-random'
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

const networks = [1, 2, 3].map((seed) => {
  const random = seededRandom(seed)
  const column = (most: number) => Array.from({ length: 700 }, () => Math.floor(random() ** 2 * most))
  return networkFromTies(
    150,
    column(150),
    column(150),
    column(9).map((weight) => weight + 1),
  )
})

function expectAll(ours: Float64Array, other: Record<string, number>, tolerance: number): void {
  expect([...ours].filter((value, account) => Math.abs(value - other[account]!) > tolerance)).toEqual([])
}

test.each(networks)('betweenness, PageRank, HITS and modularity agree with graphology-metrics', (network) => {
  const graph = toGraph(network)
  expectAll(betweenness(network).values, theirs.betweenness(graph, { getEdgeWeight: null }), 1e-12)
  expectAll(
    pageRank(network),
    theirs.pagerank(graph, { getEdgeWeight: 'weight', tolerance: 1e-14, maxIterations: 1000 }),
    1e-9,
  )
  const { hubs, authorities } = theirs.hits(graph, { tolerance: 1e-12, maxIterations: 5000 })
  const ours = hits(network)!
  expectAll(ours.hub, hubs, 1e-6)
  expectAll(ours.authority, authorities, 1e-6)
  const found = community(network)
  const getNodeCommunity = (account: string) => found[Number(account)]!
  const resolution = 1
  const q = theirs.modularity(graph, { getNodeCommunity, getEdgeWeight: 'weight', resolution })
  expect(modularity(network, found)).toBeCloseTo(q, 12)
})
