import type { Network } from '@weft/network/network'
import { networkFromTies } from '@weft/network/network'
import { type Parties, partiesFromLabels } from '@weft/network/parties'
import { undirectedNetwork } from '@weft/network/undirected-network'
import { BadCell } from './bad-input.ts'
import { type CsvRow, csvRows } from './csv-rows.ts'

/** A network with its accounts' ids (sorted, so that the order of rows changes nothing) and parties. */
export interface NamedNetwork {
  ids: string[]
  network: Network
  parties: Parties
  owned: (account: number) => boolean
}

export interface NetworkFiles {
  edges: string
  accounts?: string | undefined
  undirected: boolean
}

/** An amount of interactions as people and programs write it: 3, 0.5, 1e3. No sign, no thousands separators. */
const AMOUNT = /^\d+(\.\d+)?(e[+-]?\d+)?$/i

/**
 * Reads an edge list (`source,target[,weight]`) and, if given, an accounts file (`id,party`).
 *
 * Accounts of either file are in the network: those without ties as isolates, those without a party unclassified.
 * Throws BadInput and BadCell.
 */
export async function readNetwork(files: NetworkFiles): Promise<NamedNetwork> {
  const numbers = new Map<string, number>()
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size
    numbers.set(id, number)
    return number
  }
  const from: number[] = []
  const to: number[] = []
  const weight: number[] = []
  for await (const row of csvRows(files.edges, ['source', 'target'])) {
    from.push(numberOf(idIn(files.edges, row, 'source')))
    to.push(numberOf(idIn(files.edges, row, 'target')))
    weight.push(weightIn(files.edges, row))
  }
  const labels = files.accounts === undefined ? new Map<string, string>() : await readParties(files.accounts)
  for (const id of labels.keys()) numberOf(id)

  const ids = [...numbers.keys()].sort()
  const sorted = new Int32Array(ids.length)
  ids.forEach((id, place) => {
    sorted[numbers.get(id)!] = place
  })
  const build = files.undirected ? undirectedNetwork : networkFromTies
  const network = build(ids.length, from.map(placeIn(sorted)), to.map(placeIn(sorted)), weight)
  const parties = partiesFromLabels(ids.map((id) => labels.get(id) ?? null))
  return { ids, network, parties, owned: (account) => labels.get(ids[account]!) === 'owned' }
}

function placeIn(sorted: Int32Array): (number: number) => number {
  return (number) => sorted[number]!
}

function idIn(file: string, row: CsvRow, column: string): string {
  const value = row.cell(column)
  if (!value) throw new BadCell({ file, row: row.row, column, value: '', expected: "an account's id" })
  return value
}

/** 1 where the file has no weights; an empty cell in a column of weights is not a weight of anything. */
function weightIn(file: string, row: CsvRow): number {
  const value = row.cell('weight')
  if (value === null) return 1
  const weight = AMOUNT.test(value) ? Number(value) : 0
  if (weight > 0 && Number.isFinite(weight)) return weight
  throw new BadCell({ file, row: row.row, column: 'weight', value, expected: 'a number above 0, such as 3 or 0.5' })
}

/** Each id's party; the empty text where the file leaves it open. */
async function readParties(file: string): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  for await (const row of csvRows(file, ['id', 'party'])) {
    const id = idIn(file, row, 'id')
    const party = row.cell('party') ?? ''
    const before = labels.get(id)
    if (before !== undefined && before !== party) {
      const expected = `'${before}', as another row says of '${id}'`
      throw new BadCell({ file, row: row.row, column: 'party', value: party, expected })
    }
    labels.set(id, party)
  }
  return labels
}
