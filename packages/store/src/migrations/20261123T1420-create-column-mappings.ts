import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/** How an organization's tables that no format knows are read, by their headings. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table column_mapping (
      organization_id uuid not null references organization,
      header_key text not null,
      mapping jsonb not null,
      set_at timestamptz not null default now(),
      set_by text not null,
      constraint column_mapping_pkey primary key (organization_id, header_key),
      constraint column_mapping_header_key_is_a_hash check (header_key ~ '^[0-9a-f]{32}$')
    )`.execute(db)
  await enableTenancy(db, 'column_mapping')
}
