import type { Action } from '@weft/model/action'
import type { QuarterName } from '@weft/model/quarter'
import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** An action in its place: the order of what matters. */
export interface NumberedAction extends Action {
  number: number
}

/** A quarter's actions, most important first; `after` is the number of the last one of the page before. */
export async function listActions(
  tx: Transaction<Tables>,
  quarter: QuarterName,
  { limit, after = 0 }: { limit: number; after?: number | undefined },
): Promise<NumberedAction[]> {
  const rows = await tx
    .selectFrom('action')
    .select(['number', 'kind', 'practice', 'indicator', 'reason', 'weight'])
    .select(['account_ids as accounts', 'post_ids as posts'])
    .where('quarter', '=', quarter)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as Action['kind'],
    practice: row.practice as Action['practice'],
  }))
}
