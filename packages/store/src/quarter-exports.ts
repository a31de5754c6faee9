import type { Action } from '@weft/model/action'
import type { InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import { labelsInForce } from './parties.ts'
import type { AccountMeasures } from './results.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** An account of a quarter's network, as exports name it: `account` is the handle, else the platform's id. */
export interface ExportedAccount extends AccountMeasures {
  account: string
  platform: string
  platformId: string | null
  displayName: string | null
  party: Party
}

/** A quarter's accounts with their measures and parties, whole, in an order that does not depend on the database. */
export async function exportedAccounts(tx: Tx, quarter: Quarter): Promise<ExportedAccount[]> {
  const { rows } = await sql<ExportedAccount>`
    select account.id::text as "accountId", coalesce(handle, platform_id) as account, platform,
      platform_id as "platformId", display_name as "displayName", coalesce(label.party, 'unclassified') as party,
      in_degree as "inDegree", out_degree as "outDegree", in_strength as "inStrength", out_strength as "outStrength",
      pagerank, betweenness, closeness, harmonic, eigenvector, hub, authority, core, "constraint", clustering, community,
      ei_index as "eiIndex", reciprocity
    from account_measure join account on account.id = account_measure.account_id
    left join (${labelsInForce(quarter)}) as label on label.account_id = account.id
    where quarter = ${quarter.name}
    order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"`.execute(tx)
  return rows
}

/** All interactions of one account toward another within a quarter. */
export interface ExportedTie {
  sourceId: string
  targetId: string
  counts: Record<InteractionKind, number>
  weight: number
  first: Date
  last: Date
  /** Distinct ISO weeks with an interaction. */
  weeksActive: number
}

/** A quarter's ties, whole, self-interactions left out. */
export async function exportedTies(tx: Tx, quarter: Quarter): Promise<ExportedTie[]> {
  const { rows } = await sql<ExportedTie>`
    select actor_id::text as "sourceId", target_id::text as "targetId", sum(times)::integer as weight,
      jsonb_object_agg(kind, times) as counts, min(first) as first, max(last) as last,
      (select count(distinct date_trunc('week', time at time zone 'UTC'))::integer from interaction as act
       where act.actor_id = tie.actor_id and act.target_id = tie.target_id
         and time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)}) as "weeksActive"
    from (
      select actor_id, target_id, kind, count(*)::integer as times, min(time) as first, max(time) as last
      from interaction
      where time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)} and actor_id <> target_id
      group by actor_id, target_id, kind) as tie
    group by actor_id, target_id`.execute(tx)
  return rows
}

/** A quarter's actions, in the order they were found to matter. */
export async function exportedActions(tx: Tx, quarter: string): Promise<Action[]> {
  const rows = await tx.selectFrom('action').selectAll().where('quarter', '=', quarter).orderBy('number').execute()
  return rows.map((row) => ({
    kind: row.kind as Action['kind'],
    practice: row.practice as Action['practice'],
    indicator: row.indicator,
    accounts: row.account_ids,
    posts: row.post_ids,
    reason: row.reason,
    weight: row.weight,
  }))
}
