import { type Kysely, sql } from 'kysely'

/** Who gave the label that a piece of evidence counts by: the reader, or a person who overruled or confirmed it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table evidence add column labelled_by text,
      add constraint evidence_labelled_by_known check (labelled_by in ('reader', 'person'))`.execute(db)
}
