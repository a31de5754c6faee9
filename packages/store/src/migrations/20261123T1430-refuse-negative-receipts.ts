import { type Kysely, sql } from 'kysely'

/** Receipts that add up can still be wrong. Those of before are left as they were written. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table upload_file add constraint no_count_is_negative
      check (least(new, updated, known, rejected, ignored) >= 0) not valid`.execute(db)
}
