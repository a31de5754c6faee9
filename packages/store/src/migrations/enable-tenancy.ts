import { type Kysely, sql } from 'kysely'

/**
 * Closes a table to everyone but the organization in context, its owner included: row-level security, forced, one
 * policy on `organization_id`, and rights for `weft_app`. No organization in context: no rows, and inserts refused.
 *
 * Frozen like the migrations that call it.
 */
export async function enableTenancy(
  db: Kysely<any>,
  table: string,
  { column = 'organization_id', rights = 'select, insert, update, delete' } = {},
): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  // An empty setting is what a pooled connection has after its first transaction: nullif keeps the cast from failing.
  await sql`
    create policy ${sql.ref(`${table}_of_organization`)} on ${sql.table(table)}
    using (${sql.ref(column)} = nullif(current_setting('weft.organization_id', true), '')::uuid)
    with check (${sql.ref(column)} = nullif(current_setting('weft.organization_id', true), '')::uuid)`.execute(db)
  await sql`grant ${sql.raw(rights)} on ${sql.table(table)} to weft_app`.execute(db)
}
