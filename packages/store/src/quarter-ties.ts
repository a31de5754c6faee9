import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PARTIES, type Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import type { ClientBase } from 'pg'
import { GrowingColumn } from './growing-column.ts'
import { eachNumberRow } from './number-rows.ts'
import { labelsInForceText } from './parties.ts'
import { PlaceOfId } from './place-of-id.ts'

/** Directed pairs of accounts, by their places among an organization's accounts. */
export interface PairColumns {
  from: Int32Array
  to: Int32Array
}

/** What a quarter's networks are made of, in columns. */
export interface QuarterTies {
  /** Every account of the organization, in the platforms' order of names, which no two databases differ in. */
  accounts: {
    /** In this database. */
    ids: Float64Array
    /** Stands for the account's platform, id and handle, in any database: 52 bits of PostgreSQL's hash of them. */
    keys: Float64Array
    /** The label in force in the quarter. */
    parties: Party[]
  }
  /** Every interaction of the quarter, those of accounts toward themselves too; `kind` is a place in INTERACTION_KINDS. */
  acts: PairColumns & { kind: Uint8Array }
  /** Who followed whom: of each file's snapshots taken in the quarter, the last. None where there is no snapshot. */
  follows: PairColumns
}

/**
 * Reads a quarter's ties in an organization's transaction that sees one snapshot, without an object for a row: O(accounts of the organization +
 * interactions and follows of the quarter) in time, some 60 bytes an account and 13 to 25 an interaction.
 */
export async function readQuarterTies(client: ClientBase, quarter: Quarter): Promise<QuarterTies> {
  const accounts = await readAccounts(client, quarter)
  const places = new PlaceOfId(accounts.ids)
  const placeOf = (id: number): number => {
    const place = places.of(id)
    if (place < 0) throw new Error(`account ${id} came while the quarter was read: that takes one snapshot`)
    return place
  }
  return {
    accounts,
    acts: await readActs(client, quarter, placeOf),
    follows: await readFollows(client, quarter, placeOf),
  }
}

const integerColumn = () => new GrowingColumn((length) => new Int32Array(length))

/** Numbers a database id by its account's place. */
type PlaceFinder = (id: number) => number

async function readAccounts(client: ClientBase, quarter: Quarter): Promise<QuarterTies['accounts']> {
  const ids: number[] = []
  const keys: number[] = []
  const parties: Party[] = []
  // Enough to sort a million accounts without going to disk.
  await client.query("set local work_mem = '128MB'")
  await eachNumberRow(
    client,
    `select account.id, coalesce(array_position(array[${PARTIES.map((party) => `'${party}'`).join()}], label.party), 0),
       hashtextextended(concat_ws(' ', platform, coalesce(platform_id, '-'), handle_folded), 0) & ${2 ** 52 - 1}
     from account left join (${labelsInForceText(quarter)}) as label on account_id = account.id
     order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"`,
    3,
    (row) => {
      ids.push(row[0]!)
      keys.push(row[2]!)
      parties.push(PARTIES[row[1]! - 1] ?? 'unclassified')
    },
  )
  return { ids: Float64Array.from(ids), keys: Float64Array.from(keys), parties }
}

async function readActs(client: ClientBase, quarter: Quarter, placeOf: PlaceFinder): Promise<QuarterTies['acts']> {
  const [from, to, kind] = [integerColumn(), integerColumn(), integerColumn()]
  await eachNumberRow(
    client,
    `select actor_id, target_id, array_position(array[${INTERACTION_KINDS.map((name) => `'${name}'`).join()}], kind) - 1
     from interaction where ${within('time', quarter)}`,
    3,
    (row) => {
      from.push(placeOf(row[0]!))
      to.push(placeOf(row[1]!))
      kind.push(row[2]!)
    },
  )
  return { from: from.values(), to: to.values(), kind: Uint8Array.from(kind.values()) }
}

async function readFollows(client: ClientBase, quarter: Quarter, placeOf: PlaceFinder): Promise<PairColumns> {
  const from = integerColumn()
  const to = integerColumn()
  await eachNumberRow(
    client,
    `select follower_id, followed_id from (
       select follow.*, max(snapshot_time) over (partition by upload_id, file_number, path) as last_time
       from follow where ${within('snapshot_time', quarter)}) as snapshot
     where snapshot_time = last_time and follower_id <> followed_id group by 1, 2`,
    2,
    (row) => {
      from.push(placeOf(row[0]!))
      to.push(placeOf(row[1]!))
    },
  )
  return { from: from.values(), to: to.values() }
}

/** Text that COPY can hold: it takes no parameters. */
function within(column: 'time' | 'snapshot_time', { from, to }: Quarter): string {
  return `${column} >= '${new Date(from).toISOString()}' and ${column} < '${new Date(to).toISOString()}'`
}
