import { INTERACTION_KINDS } from '@weft/model/interaction'
import type { Quarter } from '@weft/model/quarter'
import type { ClientBase } from 'pg'
import { MEASURE_COLUMNS } from './account-measures.ts'
import type { ExportedAccount } from './exported-accounts.ts'
import type { Tie } from './networks.ts'
import { eachNumberRow } from './number-rows.ts'
import { labelsInForceText } from './parties.ts'

/** An account of a network that is laid out; its place among them, from 0, is the same in every database. */
export interface PlacedAccount extends ExportedAccount {
  place: number
  handle: string | null
}

/** What an account is named by. */
export type AccountNames = Pick<PlacedAccount, 'account' | 'platform' | 'platformId' | 'handle'>

/** A tie of a network that is laid out: its ends by place, and by name. */
export interface PlacedTie extends Omit<Tie, 'sourceId' | 'targetId'> {
  source: number
  target: number
  sourceNames: AccountNames
  targetNames: AccountNames
}

/** Rows that are held at a time. */
const BATCH_ROWS = 5000

/**
 * Lays a quarter's network out in tables of its own, to be read in order and more than once: its measured accounts by
 * platform, id and handle, and the ties among them. They are gone with the transaction, which has to be an
 * organization's and see one snapshot. O(interactions of the quarter), on the database's disk.
 */
export async function layOutNetwork(
  client: ClientBase,
  quarter: Quarter,
  { withoutOwned }: { withoutOwned: boolean },
): Promise<void> {
  const measures = Object.entries(MEASURE_COLUMNS).map(([name, column]) => `"${column}" as "${name}"`)
  await client.query(`
    create temporary table exported_account on commit drop as
    select (row_number() over (
        order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C") - 1)::integer as place,
      account.id as "accountId", coalesce(handle, platform_id) as account, platform, platform_id as "platformId", handle,
      display_name as "displayName", coalesce(label.party, 'unclassified') as party, ${measures.join(', ')}
    from account_measure join account on account.id = account_measure.account_id
    left join (${labelsInForceText(quarter)}) as label on label.account_id = account.id
    where quarter = ${client.escapeLiteral(quarter.name)} and without_owned = ${withoutOwned}`)
  await client.query('analyze exported_account')
  const kinds = INTERACTION_KINDS.map((kind) => `"${kind}"`)
  const counts = INTERACTION_KINDS.map((kind) => `count(*) filter (where kind = '${kind}')::integer as "${kind}"`)
  await client.query(`
    create temporary table exported_tie on commit drop as
    with tie as materialized (
      select actor_id, target_id, ${counts.join(', ')}, count(*)::integer as weight, min(time) as first, max(time) as last,
        count(distinct date_trunc('week', time at time zone 'UTC'))::integer as "weeksActive"
      from interaction
      where time >= '${moment(quarter.from)}' and time < '${moment(quarter.to)}' and actor_id <> target_id
      group by actor_id, target_id)
    select source.place as source, target.place as target, ${kinds.map((kind) => `tie.${kind}`).join(', ')}, tie.weight,
      tie.first, tie.last, tie."weeksActive", back.actor_id is not null as mutual
    from tie
    join exported_account as source on source."accountId" = tie.actor_id
    join exported_account as target on target."accountId" = tie.target_id
    left join tie as back on back.actor_id = tie.target_id and back.target_id = tie.actor_id`)
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

/** Hands over each tie's source, target, weight, weeks active and whether it is returned (0, 1), in no order. */
export async function eachPlacedTie(client: ClientBase, onTie: (values: Float64Array) => void): Promise<void> {
  await eachNumberRow(
    client,
    'select source, target, weight, "weeksActive", mutual::integer from exported_tie',
    5,
    onTie,
  )
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
