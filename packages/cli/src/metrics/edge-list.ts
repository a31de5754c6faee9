import type { Network } from '@weft/network/network'
import { networkFromTies } from '@weft/network/network'
import { type Parties, partiesFromLabels } from '@weft/network/parties'
import { undirectedNetwork } from '@weft/network/undirected-network'
import { GrowingColumn } from '@weft/store/growing-column'
import { AccountNumbers } from './account-numbers.ts'
import { BadCell } from './bad-input.ts'
import { type CsvRow, csvRowBatches, csvRows } from './csv-rows.ts'

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

/** Beyond these, sums and shares of weights would no longer be numbers. */
const WEIGHT_MIN = 1e-100
const WEIGHT_MAX = 1e100

/**
 * Reads an edge list (`source,target[,weight]`) and, if given, an accounts file (`id,party`); says now and then how many
 * rows it has read.
 *
 * Accounts of either file are in the network: those without ties as isolates, those without a party unclassified.
 * Throws BadInput and BadCell. Holds 16 bytes a row, and each id once.
 */
export async function readNetwork(files: NetworkFiles, onRows: (rows: number) => void): Promise<NamedNetwork> {
  const numbers = new AccountNumbers()
  const { from, to, weight } = await readEdges(files.edges, numbers, onRows)
  const labels = files.accounts === undefined ? new Map<string, string>() : await readParties(files.accounts)
  for (const id of labels.keys()) numbers.numberOf(id)

  const ids = numbers.ids.toSorted()
  const placeOf = new Int32Array(ids.length)
  ids.forEach((id, place) => {
    placeOf[numbers.numberOf(id)] = place
  })
  for (const column of [from, to]) for (let row = 0; row < column.length; row++) column[row] = placeOf[column[row]!]!
  const build = files.undirected ? undirectedNetwork : networkFromTies
  const network = weight === null ? build(ids.length, from, to) : build(ids.length, from, to, weight)
  const parties = partiesFromLabels(ids.map((id) => labels.get(id) ?? null))
  return { ids, network, parties, owned: (account) => labels.get(ids[account]!) === 'owned' }
}

async function readEdges(file: string, numbers: AccountNumbers, onRows: (rows: number) => void) {
  const from = new GrowingColumn((length) => new Int32Array(length))
  const to = new GrowingColumn((length) => new Int32Array(length))
  const weight = new GrowingColumn((length) => new Float64Array(length))
  let isWeighted = false
  let rows = 0
  for await (const batch of csvRowBatches(file, ['source', 'target'])) {
    for (const row of batch) {
      from.push(numbers.numberOf(idIn(file, row, 'source')))
      to.push(numbers.numberOf(idIn(file, row, 'target')))
      const value = row.cell('weight')
      if (value === null) continue
      isWeighted = true
      weight.push(weightOf(value, file, row))
    }
    rows += batch.length
    onRows(rows)
  }
  return { from: from.values(), to: to.values(), weight: isWeighted ? weight.values() : null }
}

function idIn(file: string, row: CsvRow, column: string): string {
  const value = row.cell(column)
  if (!value) throw new BadCell({ file, row: row.row, column, value: '', expected: "an account's id" })
  return value
}

/** An empty cell in a column of weights is not a weight of anything; a file without such a column has all alike. */
function weightOf(value: string, file: string, { row }: CsvRow): number {
  const weight = AMOUNT.test(value) ? Number(value) : 0
  if (weight >= WEIGHT_MIN && weight <= WEIGHT_MAX) return weight
  const expected =
    weight > 0 ? `from ${WEIGHT_MIN} to ${WEIGHT_MAX}, as amounts are` : 'a number above 0, such as 3 or 0.5'
  throw new BadCell({ file, row, column: 'weight', value, expected })
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
