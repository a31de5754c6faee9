import { type Kysely, sql } from 'kysely'

/**
 * Whose rows a statement may see is asked once a statement, not once a row: reading a million interactions takes 0.1 s
 * of the server's time instead of 0.4 s. Only here, where rows come by the million: the planner no longer knows how many
 * rows of such a table an organization has, and takes all for alike.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter policy interaction_of_organization on interaction
    using (organization_id = (select nullif(current_setting('weft.organization_id', true), '')::uuid))`.execute(db)
}
