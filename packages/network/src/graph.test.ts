import { parse } from 'graphology-gexf'
import { expect, test } from 'vitest'
import { drawnNetwork } from './drawn-network.ts'
import { gexf } from './gexf.ts'
import { GRAPH_TIES_MAX, NetworkTooLargeForGraph, toGraph } from './graph.ts'
import { DirectedGraph } from './graphology-packages.ts'
import { networkFromTies } from './network.ts'

const network = drawnNetwork('a>b:2 b>a:5 a>c d')
const names = ['ana', 'ben', 'cai', 'dee']
const graph = () =>
  toGraph(network, {
    key: (account) => names[account]!,
    account: (account) => ({ label: `${names[account]} <&>\u0001`, party: account === 3 ? null : 'media', core: 1.5 }),
    tie: (source, target) => ({ mutual: source + target === 1 }),
  })

test('a graph holds accounts, ties, weights and attributes under the given keys', () => {
  expect(graph().order).toBe(4)
  expect(graph().size).toBe(3)
  expect(graph().getDirectedEdgeAttributes('ana', 'ben')).toEqual({ weight: 2, mutual: true })
  expect(graph().getNodeAttribute('ana', 'party')).toBe('media')
  expect(toGraph(network).nodes()).toEqual(['0', '1', '2', '3'])
})

test('a network too large to look at is refused, with its size', () => {
  const side = 448
  const ends = Array.from({ length: side * side }, (_, tie) => tie)
  const many = networkFromTies(
    2 * side,
    ends.map((tie) => Math.floor(tie / side)),
    ends.map((tie) => side + (tie % side)),
  )
  expect(many.ties).toBeGreaterThan(GRAPH_TIES_MAX)
  expect(() => toGraph(many)).toThrow(NetworkTooLargeForGraph)
  expect(() => toGraph(many)).toThrow(/200704 ties/)
  expect(() => toGraph(networkFromTies(GRAPH_TIES_MAX + 1, [0], [1]))).toThrow(/200001 accounts and 1 ties/)
})

test('GEXF is read back as the same network, attributes included', () => {
  const read = parse(DirectedGraph, gexf(graph()))
  expect(read.nodes()).toEqual(names)
  expect(read.getDirectedEdgeAttributes('ben', 'ana')).toMatchObject({ weight: 5, mutual: true })
  expect(read.getNodeAttributes('ana')).toEqual({ label: 'ana <&>\ufffd', party: 'media', core: 1.5 })
  expect(read.getNodeAttributes('dee')).not.toHaveProperty('party')
})

test('GEXF is the same bytes each time', () => {
  expect(gexf(graph())).toBe(gexf(graph()))
  expect(gexf(graph())).not.toMatch(/lastmodifieddate/)
})
