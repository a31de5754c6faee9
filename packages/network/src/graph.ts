import { DirectedGraph, type Graph } from './graphology-packages.ts'
import type { Network } from './network.ts'

/** A graphology graph takes about 350 bytes and 7 microseconds a tie: more ties, or accounts, are nothing to look at. */
export const GRAPH_TIES_MAX = 200_000

/** The network is too large to look at as a graph; filter it first. */
export class NetworkTooLargeForGraph extends Error {
  override name = 'NetworkTooLargeForGraph'
  readonly ties: number
  constructor(accounts: number, ties: number) {
    super(
      `a graph of ${accounts} accounts and ${ties} ties is too large to look at (at most ${GRAPH_TIES_MAX} of each); ` +
        'take out accounts first',
    )
    this.ties = ties
  }
}

export type AttributeValue = string | number | boolean | null

/** What is written beside accounts and ties: `weight` of a tie is always there. */
export interface GraphAttributes {
  /** Each account's key; by default its number. Must be distinct. */
  key?: (account: number) => string
  account?: (account: number) => Record<string, AttributeValue>
  tie?: (source: number, target: number) => Record<string, AttributeValue>
}

/**
 * The network as a graphology graph, for filtering, drawing and export. Accounts in order, ties by source, then target.
 *
 * Throws {@link NetworkTooLargeForGraph} above {@link GRAPH_TIES_MAX} ties or accounts. O(accounts + ties), but slow and large.
 */
export function toGraph(network: Network, attributes: GraphAttributes = {}): Graph {
  const { accounts, ties } = network
  if (Math.max(accounts, ties) > GRAPH_TIES_MAX) throw new NetworkTooLargeForGraph(accounts, ties)
  const { key = String, account: accountAttributes, tie: tieAttributes } = attributes
  const graph = new DirectedGraph({ allowSelfLoops: false })
  const keys = Array.from({ length: network.accounts }, (_, account) => key(account))
  keys.forEach((name, account) => graph.addNode(name, accountAttributes?.(account)))
  for (let source = 0; source < network.accounts; source++) {
    for (let tie = network.outStart[source]!; tie < network.outStart[source + 1]!; tie++) {
      const target = network.outTarget[tie]!
      const weight = network.outWeight[tie]!
      graph.addDirectedEdgeWithKey(tie, keys[source], keys[target], { weight, ...tieAttributes?.(source, target) })
    }
  }
  return graph
}
