import { parse as parseGexf } from 'graphology-gexf'
import { parse as parseGraphml } from 'graphology-graphml'
import { expect, test } from 'vitest'
import { gexf } from './gexf.ts'
import type { AttributeValue } from './graph.ts'
import { graphml } from './graphml.ts'
import { DirectedGraph } from './graphology-packages.ts'
import { HOSTILE_ACCOUNTS, HOSTILE_KEYS, hostileGraph } from './hostile-graph.test-data.ts'
import { nodeLink } from './node-link.ts'

const present = (attributes: Record<string, AttributeValue>) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))

test('JSON holds every node, tie, attribute and type', () => {
  const read = JSON.parse(nodeLink(hostileGraph()))
  expect(read).toMatchObject({ directed: true, multigraph: false, graph: {} })
  expect(read.nodes).toEqual(
    HOSTILE_ACCOUNTS.map((attributes, account) => ({ ...attributes, id: HOSTILE_KEYS[account] })),
  )
  const [a, b, c, d] = HOSTILE_KEYS
  expect(read.edges).toEqual([
    { source: a, target: b, weight: 2, mutual: true, share: 1, first: null },
    { source: a, target: c, weight: 1, mutual: false, share: 2, first: null },
    { source: b, target: a, weight: 0.5, mutual: true, share: 0.25, first: null },
    { source: d, target: c, weight: 9, mutual: false, share: 0.25, first: null },
  ])
})

test('types are those that hold every value, not those of the first', () => {
  const types = (text: string, name: RegExp) => [...text.matchAll(name)].map((found) => found.slice(1).join(' '))
  expect(types(graphml(hostileGraph()), /attr\.name="(.*?)" attr\.type="(.*?)"/g)).toEqual([
    'label string',
    'in &#38; out double',
    'count int',
    'large long',
    'isOwned boolean',
    'note string',
    'party string',
    'weight double',
    'mutual boolean',
    'share double',
  ])
  expect(types(gexf(hostileGraph()), /title="(.*?)" type="(.*?)"/g)).toEqual([
    'in &#38; out double',
    'count integer',
    'large long',
    'isOwned boolean',
    'note string',
    'party string',
    'mutual boolean',
    'share double',
  ])
})

test('GEXF is read back by another program, attribute for attribute', () => {
  const read = parseGexf(DirectedGraph, gexf(hostileGraph()))
  expect(read.nodes()).toEqual(HOSTILE_KEYS)
  HOSTILE_ACCOUNTS.forEach((attributes, account) =>
    expect(read.getNodeAttributes(HOSTILE_KEYS[account])).toEqual(present(attributes)),
  )
  hostileGraph().forEachEdge((_, attributes, source, target) =>
    expect(read.getEdgeAttributes(source, target)).toEqual(present(attributes)),
  )
})

test('GraphML is read back by another program, attribute for attribute', () => {
  const read = parseGraphml(DirectedGraph, graphml(hostileGraph()))
  expect(read.nodes()).toEqual(HOSTILE_KEYS)
  HOSTILE_ACCOUNTS.forEach((attributes, account) =>
    expect(read.getNodeAttributes(HOSTILE_KEYS[account])).toEqual(present(attributes)),
  )
  hostileGraph().forEachEdge((_, attributes, source, target) =>
    expect(read.getEdgeAttributes(source, target)).toEqual(present(attributes)),
  )
  expect(read.size).toBe(4)
})

test('what XML cannot hold is replaced, and a graph of nobody is a graph', () => {
  const graph = new DirectedGraph()
  for (const write of [gexf, graphml]) expect(write(graph)).toMatch(/<graph [^>]*"directed">/)
  graph.addNode('a\u0001', { mixed: '\ud800' })
  graph.addNode('b', { mixed: true })
  expect(graphml(graph)).toContain('<node id="a\ufffd"><data key="node0">\ufffd</data></node>')
  expect(graphml(graph)).toContain('attr.name="mixed" attr.type="string"')
  expect(gexf(graph)).toContain(
    '<node id="a\ufffd"><attvalues><attvalue for="mixed" value="\ufffd"/></attvalues></node>',
  )
})
