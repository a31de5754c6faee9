import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/** How an organization tailors the rubric, version by version, and which rubric and version of the method a result has. */
export async function up(db: Kysely<any>): Promise<void> {
  // An empty tailoring is a version too: it says that somebody went back to the default.
  await sql`
    create table rubric_tailoring (
      organization_id uuid not null references organization,
      version integer not null,
      tailoring json not null,
      set_at timestamptz not null default now(),
      set_by text not null,
      constraint rubric_tailoring_pkey primary key (organization_id, version),
      constraint rubric_tailoring_version check (version > 0)
    )`.execute(db)
  // What was in force stays on record: nobody changes or removes a version.
  await enableTenancy(db, 'rubric_tailoring', { rights: 'select, insert' })

  // 0 = a result of before, which the next scoring makes anew.
  await sql`
    alter table quarter_result
      add column method_version integer not null default 0,
      add column rubric_changes json not null default '[]'`.execute(db)
  await sql`
    alter table quarter_result alter column method_version drop default, alter column rubric_changes drop default`.execute(
    db,
  )
}
