import { type Kysely, sql } from 'kysely'

/** What a person said of a handle stays with the handle, also where the upload that told whose it is gets undone. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table party_label
      add column named_handle text,
      add constraint party_label_named_by_hand check (named_handle is null or set_by = 'hand')`.execute(db)
}
