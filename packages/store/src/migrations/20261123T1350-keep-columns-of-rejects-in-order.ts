import { type Kysely, sql } from 'kysely'

/** Rejected rows are handed back with their columns as they stood: `json` keeps their order, `jsonb` does not. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table reject alter column original type json using original::json`.execute(db)
}
