import { type Kysely, sql } from 'kysely'

/** What is said with an upload, what a held one waits for, how far loading has come, and the wish to cancel it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table upload
      add column options jsonb not null default '{}',
      add column held jsonb,
      add column progress jsonb,
      add column cancelling boolean not null default false,
      drop constraint upload_state_known,
      add constraint upload_state_known
        check (state in ('queued', 'loading', 'held', 'loaded', 'failed', 'cancelled')),
      add constraint upload_held_with_a_reason check ((state = 'held') = (held is not null))`.execute(db)
}
