import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { QuarterName } from '@weft/model/quarter'
import type { QuarterNetwork } from '@weft/model/scores'
import { sql, type Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { MEASURE_COLUMNS, type MeasureColumn } from './account-measures.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** The measures of the accounts of one network, a column per measure; `null` for a whole column without values. */
export interface MeasureColumns {
  /** True for the network that is left without the organization's own accounts. */
  withoutOwned: boolean
  /** Ids of the database, one per row of the columns. */
  accountIds: Float64Array
  columns: Record<MeasureColumn, ArrayLike<number | null> | null>
}

/** A quarter's network, measured. */
export interface NetworkResult {
  quarter: QuarterName
  /** Hash of everything that it was computed from. */
  inputHash: string
  network: QuarterNetwork
}

export interface StoredNetwork extends NetworkResult {
  computedAt: Date
}

/** The quarter's network; `undefined` where it has none. */
export async function findNetwork(tx: Tx, quarter: QuarterName): Promise<StoredNetwork | undefined> {
  const row = await tx
    .selectFrom('network_result')
    .select(['input_hash as inputHash', 'network', 'computed_at as computedAt'])
    .where('quarter', '=', quarter)
    .executeTakeFirst()
  return row && { quarter, ...row, network: row.network as QuarterNetwork }
}

/** True where the quarter has a network. */
export async function isMeasured(tx: Tx, quarter: QuarterName): Promise<boolean> {
  const row = await tx.selectFrom('network_result').select('quarter').where('quarter', '=', quarter).executeTakeFirst()
  return row !== undefined
}

/**
 * Puts a quarter's network and the measures of its accounts in the place of those before, inside the caller's
 * transaction. By COPY: no text is held but a chunk. O(accounts x measures).
 */
export async function replaceNetworkResult(
  client: ClientBase,
  organizationId: string,
  { quarter, inputHash, network }: NetworkResult,
  measures: readonly MeasureColumns[],
): Promise<void> {
  await client.query('delete from network_result where quarter = $1', [quarter])
  await client.query(
    'insert into network_result (organization_id, quarter, input_hash, network) values ($1, $2, $3, $4)',
    [organizationId, quarter, inputHash, JSON.stringify(network)],
  )
  // Staged, because COPY does not write into tables with row-level security.
  await client.query(`
    create temporary table measured on commit drop as
    select without_owned, account_id, ${COLUMNS} from account_measure with no data`)
  for (const part of measures) {
    const copy = client.query(copyFrom(`copy measured (without_owned, account_id, ${COLUMNS}) from stdin`))
    await pipeline(Readable.from(measureLines(part), { objectMode: false }), copy)
  }
  await client.query(
    `insert into account_measure (organization_id, quarter, without_owned, account_id, ${COLUMNS})
     select $1, $2, without_owned, account_id, ${COLUMNS} from measured`,
    [organizationId, quarter],
  )
  await client.query('drop table measured')
}

/** Takes out networks of quarters that the data no longer covers. */
export async function removeNetworksExcept(tx: Tx, quarters: readonly string[]): Promise<void> {
  await sql`delete from network_result where quarter <> all(${quarters}::text[])`.execute(tx)
}

const NAMES = Object.values(MEASURE_COLUMNS)
const COLUMNS = NAMES.map((name) => `"${name}"`).join(', ')

/** Rows that are handed to COPY at once. */
const ROWS_AT_ONCE = 500

function* measureLines({ withoutOwned, accountIds, columns }: MeasureColumns): Generator<string> {
  const ordered = NAMES.map((name) => columns[name])
  let lines = ''
  for (let row = 0; row < accountIds.length; row++) {
    lines += `${withoutOwned}\t${accountIds[row]}`
    for (const column of ordered) lines += `\t${column?.[row] ?? '\\N'}`
    lines += '\n'
    if ((row + 1) % ROWS_AT_ONCE > 0) continue
    yield lines
    lines = ''
  }
  if (lines !== '') yield lines
}
