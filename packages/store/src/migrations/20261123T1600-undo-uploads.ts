import { type Kysely, sql } from 'kysely'

/**
 * Uploads can be undone: what their reading took from the organization is kept, so that others can be loaded again
 * without them just as they were. Takes as long as an index over `account_measure`.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table upload
      add column read_with jsonb,
      add column undo_problem jsonb,
      drop constraint upload_state_known,
      add constraint upload_state_known
        check (state in ('queued', 'loading', 'held', 'loaded', 'failed', 'cancelled', 'undoing', 'undone')),
      add constraint upload_not_undone_is_loaded check (undo_problem is null or state = 'loaded')`.execute(db)
  // An account that is taken out is looked for here, each on its own.
  await sql`create index account_measure_account on account_measure (organization_id, account_id)`.execute(db)
}
