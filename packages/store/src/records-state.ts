import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** A text that changes when an upload is loaded or undone and when a label is set or withdrawn, and only then. */
export async function recordsState(tx: Transaction<Tables>): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select md5(concat_ws('|',
      (select string_agg(concat_ws(' ', id, state, finished_at), ',' order by id) from upload),
      (select max(id) from party_label), (select max(withdrawn_at) from party_label))) as state`.execute(tx)
  return rows[0]?.state ?? ''
}
