import { type AttributeValue, toGraph } from './graph.ts'
import type { Graph } from './graphology-packages.ts'
import { networkFromTies } from './network.ts'

/** An account to draw: its key, which must be its alone, and what is written beside it. */
export interface DrawnAccount {
  key: string
  attributes: Record<string, AttributeValue>
}

/** A tie to draw: its ends by their places among the accounts, and what is written beside it besides the weight. */
export interface DrawnTie {
  source: number
  target: number
  weight: number
  attributes: Record<string, AttributeValue>
}

/**
 * Accounts and ties as a graphology graph with all that is known of them, for export. Accounts in order, ties by source,
 * then target. Throws `NetworkTooLargeForGraph`. O(accounts + ties).
 */
export function attributedGraph(accounts: readonly DrawnAccount[], ties: readonly DrawnTie[]): Graph {
  const network = networkFromTies(
    accounts.length,
    ties.map(({ source }) => source),
    ties.map(({ target }) => target),
    ties.map(({ weight }) => weight),
  )
  const placeOf = (source: number, target: number) => source * accounts.length + target
  const attributesOf = new Map(ties.map(({ source, target, attributes }) => [placeOf(source, target), attributes]))
  return toGraph(network, {
    key: (account) => accounts[account]!.key,
    account: (account) => accounts[account]!.attributes,
    tie: (source, target) => attributesOf.get(placeOf(source, target)) ?? {},
  })
}
