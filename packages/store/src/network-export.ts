import { INTERACTION_KINDS } from '@weft/model/interaction'
import type { Quarter } from '@weft/model/quarter'
import type { ClientBase } from 'pg'
import { MEASURE_COLUMNS } from './account-measures.ts'
import type { ExportedAccount } from './exported-accounts.ts'
import type { Tie } from './networks.ts'
import { labelsInForceText } from './parties.ts'
import { PSEUDONYM, PSEUDONYM_KEYS } from './pseudonym.ts'

/** An account of a network that is laid out. Places say the order, the same in every database; they may have gaps. */
export interface PlacedAccount extends ExportedAccount {
  place: number
  handle: string | null
}

/** What an account is named by. Pseudonymised, `account` is its pseudonym, and it has neither id nor handle. */
export type AccountNames = Pick<PlacedAccount, 'account' | 'platform' | 'platformId' | 'handle'>

/** A tie of a network that is laid out: its ends by place, and by name. */
export interface PlacedTie extends Omit<Tie, 'sourceId' | 'targetId'> {
  source: number
  target: number
  sourceNames: AccountNames
  targetNames: AccountNames
}

export interface LayOutOptions {
  /** True for the network that is left without the organization's own accounts. */
  withoutOwned: boolean
  /** True for pseudonyms in the place of names, and times cut to the Monday of their week. */
  pseudonymised: boolean
}

/** Rows that are held at a time. */
const BATCH_ROWS = 5000

/**
 * Lays a quarter's network out in tables of its own, to be narrowed and read in order: its measured accounts by platform,
 * id and handle, and the ties among them. They are gone with the transaction, which has to be an organization's and see
 * one snapshot. O(interactions of the quarter), on the database's disk.
 */
export async function layOutNetwork(client: ClientBase, quarter: Quarter, options: LayOutOptions): Promise<void> {
  await layOutAccounts(client, quarter, options)
  await layOutTies(client, quarter, options)
}

async function layOutAccounts(
  client: ClientBase,
  quarter: Quarter,
  { withoutOwned, pseudonymised }: LayOutOptions,
): Promise<void> {
  const measures = Object.entries(MEASURE_COLUMNS).map(([name, column]) => `"${column}" as "${name}"`)
  // In the order of handles, pseudonyms would tell whose they are.
  const names = pseudonymised
    ? {
        with: PSEUDONYM_KEYS,
        of: `${PSEUDONYM} as account, platform, null as "platformId", null as handle, null as "displayName"`,
        order: PSEUDONYM,
        from: 'cross join pseudonym_key',
      }
    : {
        with: '',
        of: 'coalesce(handle, platform_id) as account, platform, platform_id as "platformId", handle, display_name as "displayName"',
        order: 'platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"',
        from: '',
      }
  await client.query(`
    create temporary table exported_account on commit drop as ${names.with}
    select (row_number() over (order by ${names.order}) - 1)::integer as place, account.id as "accountId", ${names.of},
      coalesce(label.party, 'unclassified') as party, ${measures.join(', ')}
    from account_measure join account on account.id = account_measure.account_id ${names.from}
    left join (${labelsInForceText(quarter)}) as label on label.account_id = account.id
    where quarter = ${client.escapeLiteral(quarter.name)} and without_owned = ${withoutOwned}`)
  await client.query('analyze exported_account')
}

async function layOutTies(client: ClientBase, quarter: Quarter, { pseudonymised }: LayOutOptions): Promise<void> {
  const kinds = INTERACTION_KINDS.map((kind) => `tie."${kind}"`)
  const counts = INTERACTION_KINDS.map((kind) => `count(*) filter (where kind = '${kind}')::integer as "${kind}"`)
  const week = (time: string) => `date_trunc('week', ${time} at time zone 'UTC')`
  const times = ['first', 'last'].map((name) =>
    pseudonymised ? `${week(`tie.${name}`)} at time zone 'UTC' as ${name}` : `tie.${name}`,
  )
  await client.query(`
    create temporary table exported_tie on commit drop as
    with tie as materialized (
      select actor_id, target_id, ${counts.join(', ')}, count(*)::integer as weight, min(time) as first, max(time) as last,
        count(distinct ${week('time')})::integer as "weeksActive"
      from interaction
      where time >= '${moment(quarter.from)}' and time < '${moment(quarter.to)}' and actor_id <> target_id
      group by actor_id, target_id)
    select source.place as source, target.place as target, ${kinds.join(', ')}, tie.weight, ${times.join(', ')},
      tie."weeksActive", back.actor_id is not null as mutual
    from tie
    join exported_account as source on source."accountId" = tie.actor_id
    join exported_account as target on target."accountId" = tie.target_id
    left join tie as back on back.actor_id = tie.target_id and back.target_id = tie.actor_id`)
  await client.query('analyze exported_tie')
}

/** The accounts of the network that {@link layOutNetwork} laid out, by place. */
export async function* placedAccounts(client: ClientBase): AsyncGenerator<PlacedAccount[]> {
  yield* batches<PlacedAccount>(client, 'select * from exported_account order by place')
}

/** The ties of the network that {@link layOutNetwork} laid out, by the places of source and target. */
export async function* placedTies(client: ClientBase): AsyncGenerator<PlacedTie[]> {
  const names = (end: 'source' | 'target') =>
    ['account', 'platform', 'platformId', 'handle'].map((name) => `${end}."${name}" as "${end}_${name}"`)
  const query = `
    select tie.*, ${[...names('source'), ...names('target')].join(', ')}
    from exported_tie as tie
    join exported_account as source on source.place = tie.source
    join exported_account as target on target.place = tie.target
    order by tie.source, tie.target`
  for await (const rows of batches<TieColumns>(client, query)) yield rows.map(placedTieOf)
}

/** How many accounts and ties there are in the network that {@link layOutNetwork} laid out. */
export async function placedSize(client: ClientBase): Promise<{ accounts: number; ties: number }> {
  const { rows } = await client.query<{ accounts: number; ties: number }>(`
    select (select count(*) from exported_account)::double precision as accounts,
      (select count(*) from exported_tie)::double precision as ties`)
  return rows[0] ?? { accounts: 0, ties: 0 }
}

type TieColumns = Pick<PlacedTie, 'source' | 'target' | 'weight' | 'weeksActive' | 'mutual' | 'first' | 'last'> &
  Tie['counts'] & { [End in 'source' | 'target' as `${End}_${keyof AccountNames}`]: string } & {
    [End in 'source' | 'target' as `${End}_platformId` | `${End}_handle`]: string | null
  }

function placedTieOf(row: TieColumns): PlacedTie {
  const { source, target, weight, weeksActive, mutual, first, last } = row
  return {
    source,
    target,
    counts: Object.fromEntries(INTERACTION_KINDS.map((kind) => [kind, row[kind]])) as Tie['counts'],
    weight,
    first,
    last,
    weeksActive,
    mutual,
    sourceNames: {
      account: row.source_account,
      platform: row.source_platform,
      platformId: row.source_platformId,
      handle: row.source_handle,
    },
    targetNames: {
      account: row.target_account,
      platform: row.target_platform,
      platformId: row.target_platformId,
      handle: row.target_handle,
    },
  }
}

/** One cursor at a time: the transaction has one reader. */
async function* batches<Row extends object>(client: ClientBase, query: string): AsyncGenerator<Row[]> {
  await client.query(`declare exported no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${BATCH_ROWS} from exported`)
    if (rows.length > 0) yield rows
    if (rows.length < BATCH_ROWS) break
  }
  await client.query('close exported')
}

function moment(time: number): string {
  return new Date(time).toISOString()
}
