import type { Quarter } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A follow, by account ids. */
export interface Follow {
  follower: string
  followed: string
}

/**
 * Who followed whom in a quarter: of each file's snapshots taken in it, the last. No snapshot, no follows: the list
 * is then empty because nothing is known.
 */
export async function followsOfQuarter(tx: Tx, quarter: Quarter): Promise<Follow[]> {
  const { rows } = await sql<Follow>`
    with snapshot as (
      select follow.*, max(snapshot_time) over (partition by upload_id, file_number, path) as last_time
      from follow
      where snapshot_time >= ${new Date(quarter.from)} and snapshot_time < ${new Date(quarter.to)})
    select distinct follower_id::text as follower, followed_id::text as followed
    from snapshot where snapshot_time = last_time and follower_id <> followed_id
    order by 1, 2`.execute(tx)
  return rows
}

/** The accounts that acted toward themselves in a quarter, once per act. Such acts are counted and never tied. */
export async function selfInteractionsOfQuarter(tx: Tx, quarter: Quarter): Promise<string[]> {
  const rows = await tx
    .selectFrom('interaction')
    .select('actor_id')
    .whereRef('actor_id', '=', 'target_id')
    .where('time', '>=', new Date(quarter.from))
    .where('time', '<', new Date(quarter.to))
    .execute()
  return rows.map((row) => row.actor_id)
}
