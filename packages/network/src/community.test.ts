import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { community } from './community.ts'
import { drawnNetwork } from './drawn-network.ts'
import { toGraph } from './graph.ts'
import { louvain } from './graphology-packages.ts'
import { graphologyView, NotInView } from './graphology-view.ts'
import { modularity } from './modularity.ts'
import { type Network, networkFromTies } from './network.ts'

/** Two groups of four, each in touch with all of its own, with a single tie between them, and one account alone. */
const twoGroups = networkFromTies(
  9,
  [0, 0, 0, 1, 1, 2, 4, 4, 4, 5, 5, 6, 3],
  [1, 2, 3, 2, 3, 3, 5, 6, 7, 6, 7, 7, 4],
  [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1],
)

test('finds two groups held together by one tie, and leaves an isolate to itself', () => {
  const found = community(twoGroups)
  expect([...found]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2])
})

test('numbers communities by falling size', () => {
  expect([...community(drawnNetwork('a>b b>a c>d d>e e>c f'))]).toEqual([1, 1, 0, 0, 0, 2])
})

test('without ties everybody is a community of their own', () => {
  expect([...community(drawnNetwork('c'))]).toEqual([0, 1, 2])
})

const someNetwork = fc
  .record({ accounts: fc.integer({ min: 2, max: 60 }), ties: fc.integer({ min: 1, max: 300 }), seed: fc.nat() })
  .map(({ accounts, ties, seed }): Network => {
    const random = seededRandom(seed)
    const column = (most: number) => Array.from({ length: ties }, () => Math.floor(random() * most))
    return networkFromTies(
      accounts,
      column(accounts),
      column(accounts),
      column(5).map((weight) => weight + 1),
    )
  })
  .filter((network) => network.ties > 0)

test('the partition through the view is that of a real graphology graph', () => {
  fc.assert(
    fc.property(someNetwork, fc.nat(), (network, seed) => {
      const options = () => ({ rng: seededRandom(seed), getEdgeWeight: 'weight' as const })
      expect(louvain(graphologyView(network), options())).toEqual(louvain(toGraph(network), options()))
    }),
  )
})

test('modularity of the two groups, by hand', () => {
  // Of weight 31, 18 inside the one and 12 inside the other; sent 19 and 12, received 18 and 13.
  const byHand = 18 / 31 - (19 * 18) / 31 ** 2 + 12 / 31 - (12 * 13) / 31 ** 2
  expect(modularity(twoGroups, community(twoGroups))).toBeCloseTo(byHand, 12)
})

test('modularity of everybody together is 0, and has no value without ties', () => {
  expect(modularity(twoGroups, new Int32Array(9))).toBeCloseTo(0, 12)
  expect(modularity(drawnNetwork('c'), Int32Array.of(0, 1, 2))).toBeNull()
})

test('the view refuses to be changed or asked for what it does not show', () => {
  const view = graphologyView(twoGroups)
  expect(() => view.dropNode('1')).toThrow(NotInView)
  expect(() => view.addUndirectedEdgeWithKey('k', 0, 1)).toThrow(NotInView)
  expect(() => view.neighbors(0)).toThrow("has no 'neighbors'")
})
