import { type Kysely, sql } from 'kysely'

/** A secret of each organization that its pseudonyms are made with: 244 random bits, of the server's own making. */
export async function up(db: Kysely<any>): Promise<void> {
  // A volatile default is drawn anew for every row, those of before too.
  await sql`
    alter table organization
      add column pseudonym_secret bytea not null
        default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`.execute(db)
}
