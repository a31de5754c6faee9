import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { Quarter, QuarterName } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import { type AccountMeasures, MEASURE_COLUMNS, type MeasureName, measureColumns } from './account-measures.ts'
import { STRONGEST_LABEL_FIRST } from './label-order.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

export interface NetworkListed {
  quarter: QuarterName
  accounts: number
  ties: number
  computedAt: Date
}

/** The quarters that have a network, oldest first. */
export async function listNetworks(tx: Tx): Promise<NetworkListed[]> {
  const { rows } = await sql<NetworkListed>`
    select quarter, (network #>> '{whole,accounts}')::double precision as accounts,
      (network #>> '{whole,ties}')::double precision as ties, computed_at as "computedAt"
    from network_result order by quarter collate "C"`.execute(tx)
  return rows
}

/** How measured accounts are ordered, and after which account of that order a page begins. */
export interface MeasuresWanted {
  /** True for the network that is left without the organization's own accounts. */
  withoutOwned: boolean
  sort: MeasureName
  order: 'asc' | 'desc'
  limit: number
  after?: { value: number | null; accountId: string } | undefined
}

export interface MeasuredAccount extends AccountMeasures {
  /** The label in force in the quarter. */
  party: Party
}

/** A quarter's accounts by one measure; those without a value last, equals by id. */
export async function measuredAccounts(tx: Tx, quarter: Quarter, wanted: MeasuresWanted): Promise<MeasuredAccount[]> {
  const measure = sql.ref(MEASURE_COLUMNS[wanted.sort])
  const inOrder = sql`order by ${measure} ${sql.raw(wanted.order)} nulls last, account_measure.account_id`
  // Cut to the page first: labels are then looked up for its accounts only.
  const { rows } = await sql<MeasuredAccount>`
    select account_measure.account_id::text as "accountId", ${measureColumns()},
      coalesce(label.party, 'unclassified') as party
    from (
      select * from account_measure where quarter = ${quarter.name} and without_owned = ${wanted.withoutOwned}
        and ${isAfter(measure, wanted)}
      ${inOrder} limit ${wanted.limit}) as account_measure
    left join lateral (
      select party from party_label
      where party_label.account_id = account_measure.account_id and withdrawn_at is null
        and (valid_from is null or valid_from < ${day(quarter.to)}::date)
        and (valid_to is null or valid_to >= ${day(quarter.from)}::date)
      order by ${STRONGEST_LABEL_FIRST} limit 1) as label on true
    ${inOrder}`.execute(tx)
  return rows
}

function isAfter(measure: ReturnType<typeof sql.ref>, { order, after }: MeasuresWanted) {
  if (after === undefined) return sql<boolean>`true`
  const later = sql`account_measure.account_id > ${after.accountId}::bigint`
  if (after.value === null) return sql<boolean>`(${measure} is null and ${later})`
  const value = sql`${after.value}::double precision`
  const further = order === 'asc' ? sql`${measure} > ${value}` : sql`${measure} < ${value}`
  return sql<boolean>`(${further} or (${measure} = ${value} and ${later}) or ${measure} is null)`
}

/** All interactions of one account toward another within a quarter. */
export interface Tie {
  sourceId: string
  targetId: string
  counts: Record<InteractionKind, number>
  weight: number
  first: Date
  last: Date
  /** Distinct ISO weeks with an interaction, 1 to 14. */
  weeksActive: number
  mutual: boolean
}

/**
 * A quarter's ties by source and target, self-interactions left out; `after` is the last tie of the page before.
 * One index scan in order: a page costs what its own ties hold, wherever it lies.
 */
export async function listTies(
  tx: Tx,
  quarter: Quarter,
  { limit, after }: { limit: number; after?: { sourceId: string; targetId: string } | undefined },
): Promise<Tie[]> {
  const within = sql`time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)}`
  const counts = INTERACTION_KINDS.map((kind) => sql`${sql.lit(kind)}, count(*) filter (where kind = ${sql.lit(kind)})`)
  const { rows } = await sql<Tie>`
    select actor_id::text as "sourceId", target_id::text as "targetId", json_build_object(${sql.join(counts)}) as counts,
      count(*)::integer as weight, min(time) as first, max(time) as last,
      count(distinct date_trunc('week', time at time zone 'UTC'))::integer as "weeksActive",
      exists (select from interaction as back where back.actor_id = interaction.target_id
        and back.target_id = interaction.actor_id and ${within}) as mutual
    from interaction
    where ${within} and actor_id <> target_id
      and (actor_id, target_id) > (${after?.sourceId ?? '0'}::bigint, ${after?.targetId ?? '0'}::bigint)
    group by actor_id, target_id
    order by actor_id, target_id limit ${limit}`.execute(tx)
  return rows
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
