import type { Graph } from './graphology-packages.ts'
import type { Network } from './network.ts'

/** An algorithm asked the view for something it does not show, or tried to change it. */
export class NotInView extends Error {
  override name = 'NotInView'
  constructor(property: string) {
    super(`the read-only view of a network has no '${property}'; build a graph with toGraph() for that`)
  }
}

/**
 * The network as graphology's Louvain reads a directed graph, without building one: a graph of a million ties takes
 * seconds and a gigabyte, this takes nothing.
 *
 * Nodes are account numbers; ties come in the order in which {@link toGraph} adds them, so that results agree. It leans
 * on what the pinned graphology-communities-louvain reads; anything else throws {@link NotInView}, and a test holds
 * the view's partition against a real graph's.
 */
export function graphologyView(network: Network): Graph {
  const shown = {
    multi: false,
    type: 'directed',
    order: network.accounts,
    size: network.ties,
    directedSize: network.ties,
    undirectedSize: 0,
    selfLoopCount: 0,
    addUndirectedEdgeWithKey: refuses('addUndirectedEdgeWithKey'),
    dropNode: refuses('dropNode'),
    outDegreeWithoutSelfLoops: (account: number) => network.outStart[account + 1]! - network.outStart[account]!,
    inDegreeWithoutSelfLoops: (account: number) => network.inStart[account + 1]! - network.inStart[account]!,
    forEachNode(visit: (account: number) => void): void {
      for (let account = 0; account < network.accounts; account++) visit(account)
    },
    forEachEdge(visit: (tie: number, attributes: { weight: number }, source: number, target: number) => void): void {
      const attributes = { weight: 1 }
      for (let source = 0; source < network.accounts; source++) {
        for (let tie = network.outStart[source]!; tie < network.outStart[source + 1]!; tie++) {
          attributes.weight = network.outWeight[tie]!
          visit(tie, attributes, source, network.outTarget[tie]!)
        }
      }
    },
  }
  const view: unknown = new Proxy(shown, {
    get(target, property) {
      if (Reflect.has(target, property)) return Reflect.get(target, property)
      throw new NotInView(String(property))
    },
  })
  return view as Graph
}

function refuses(method: string): () => never {
  return () => {
    throw new NotInView(method)
  }
}
