import type { Graph } from './graphology-packages.ts'

/**
 * The graph as node-link JSON, as D3 and networkx read it (`node_link_graph`, where `edges` is the key of ties since
 * networkx 3.4; earlier ones are told `link='edges'`). An attribute named as an end (`id`, `source`, `target`) gives way
 * to it. Absent attributes are `null`. The same graph gives the same bytes. O(accounts + ties).
 */
export function nodeLink(graph: Graph): string {
  const nodes = graph.mapNodes((id, attributes) => ({ ...attributes, id }))
  const edges = graph.mapEdges((_, attributes, source, target) => ({ ...attributes, source, target }))
  return `${JSON.stringify({ directed: true, multigraph: false, graph: {}, nodes, edges })}\n`
}
