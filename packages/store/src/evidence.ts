import type { InteractionKind } from '@weft/model/interaction'
import type { Quarter } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import type { EvidenceRow } from './results.ts'
import { ROW_SOURCE, type RowSource } from './row-source.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** An act between two accounts, down to the row it came from. */
export interface SourcedAct {
  actorId: string
  targetId: string
  kind: InteractionKind
  time: Date
  platformPostId: string | null
  source: RowSource
}

/** A piece of evidence in its place. */
export interface NumberedEvidence extends Omit<EvidenceRow, 'indicator'> {
  number: number
  /** Where it is about two accounts: their newest acts toward each other in the quarter. */
  acts: SourcedAct[]
}

/** Enough to see what a tie is made of; all of it is in the exports. */
const ACTS_SHOWN = 5

/** What an indicator rests on, in the order scoring gave it; `after` is the number of the last of the page before. */
export async function listEvidence(
  tx: Tx,
  quarter: Quarter,
  indicator: string,
  { limit, after = 0, counts }: { limit: number; after?: number | undefined; counts?: boolean | undefined },
): Promise<NumberedEvidence[]> {
  let query = tx
    .selectFrom('evidence')
    .select(['number', 'counts', 'probability', 'post_id as postId', 'account_id as accountId'])
    .select(['other_account_id as otherAccountId', 'labelled_by as labelledBy'])
    .where('quarter', '=', quarter.name)
    .where('indicator', '=', indicator)
    .where('number', '>', after)
  if (counts !== undefined) query = query.where('counts', '=', counts)
  const rows = await query.orderBy('number').limit(limit).execute()
  const acts = await actsBetween(
    tx,
    quarter,
    rows.map((row) => [row.accountId, row.otherAccountId]),
  )
  return rows.map((row, index) => ({ ...row, acts: acts[index] ?? [] }))
}

/** For each pair, in order: the newest acts between the two in the quarter, whichever acted. */
async function actsBetween(
  tx: Tx,
  quarter: Quarter,
  pairs: readonly [string | null, string | null][],
): Promise<SourcedAct[][]> {
  const found: SourcedAct[][] = pairs.map(() => [])
  if (!pairs.some(([one, other]) => one !== null && other !== null)) return found
  const { rows } = await sql<SourcedAct & { pair: number }>`
    select pair::integer, act.*
    from unnest(${pairs.map(([one]) => one)}::bigint[], ${pairs.map(([, other]) => other)}::bigint[])
      with ordinality as named (one, other, pair)
    cross join lateral (
      select actor_id::text as "actorId", target_id::text as "targetId", kind, time,
        platform_post_id as "platformPostId", ${ROW_SOURCE} as source
      from interaction join upload on upload.id = upload_id
      where ((actor_id = one and target_id = other) or (actor_id = other and target_id = one))
        and time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)}
      order by time desc, interaction.id limit ${ACTS_SHOWN}) as act
    order by pair, act.time desc`.execute(tx)
  for (const { pair, ...act } of rows) found[pair - 1]?.push(act)
  return found
}
