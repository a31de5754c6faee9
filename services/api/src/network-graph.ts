import type { ExportFile } from '@weft/contract/network-exports'
import { attributedGraph } from '@weft/network/attributed-graph'
import { gexf } from '@weft/network/gexf'
import { type AttributeValue, GRAPH_TIES_MAX } from '@weft/network/graph'
import { graphml } from '@weft/network/graphml'
import { nodeLink } from '@weft/network/node-link'
import type { OrganizationClient } from '@weft/store/database'
import {
  type AccountNames,
  type PlacedAccount,
  placedAccounts,
  placedSize,
  placedTies,
} from '@weft/store/network-export'

/** A graph is held whole while it is written; tables are not. */
export class TooManyTiesForGraph extends Error {
  override name = 'TooManyTiesForGraph'
  constructor(size: { accounts: number; ties: number }, most: number) {
    super(
      `${size.accounts} accounts and ${size.ties} ties are too many for a graph (at most ${most} of each): narrow it with ` +
        'parties, ego, minWeight, mutual or sustained, or take ties.csv or ties.parquet, which have no limit',
    )
  }
}

const WRITERS = { 'network.gexf': gexf, 'network.graphml': graphml, 'network.json': nodeLink } as const

export type GraphFile = keyof typeof WRITERS

export function isGraphFile(file: ExportFile): file is GraphFile {
  return Object.hasOwn(WRITERS, file)
}

/** The network that was laid out, as a graph in one of the formats. Throws {@link TooManyTiesForGraph}. */
export async function networkGraph(
  client: OrganizationClient,
  file: GraphFile,
  tiesMax: number = GRAPH_TIES_MAX,
): Promise<string> {
  const size = await placedSize(client)
  // Accounts that lost their ties to a filter are still there.
  if (Math.max(size.accounts, size.ties) > tiesMax) throw new TooManyTiesForGraph(size, tiesMax)
  const accounts = await collected(placedAccounts(client))
  const ties = await collected(placedTies(client))
  const numberOf = new Map(accounts.map(({ place }, number) => [place, number]))
  const graph = attributedGraph(
    accounts.map((account) => ({ key: keyOfAccount(account), attributes: attributesOf(account) })),
    ties.map(({ source, target, weight, counts, first, last, weeksActive, mutual }) => ({
      source: numberOf.get(source)!,
      target: numberOf.get(target)!,
      weight,
      attributes: { ...counts, weeksActive, mutual, first: first.toISOString(), last: last.toISOString() },
    })),
  )
  return WRITERS[file](graph)
}

/** An id is not a handle, whatever it looks like; a pseudonym is neither. */
function keyOfAccount({ account, platform, platformId, handle }: AccountNames): string {
  if (platformId === null && handle === null) return account
  return `${platform}:${platformId ?? `@${handle}`}`
}

function attributesOf(exported: PlacedAccount): Record<string, AttributeValue> {
  const { place: _, accountId: __, account: label, ...attributes } = exported
  return { label, ...attributes }
}

async function collected<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = []
  for await (const rows of batches) for (const row of rows) all.push(row)
  return all
}
