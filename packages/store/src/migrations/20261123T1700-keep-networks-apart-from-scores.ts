import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * A quarter's network is named by what it is made of and kept apart from the scores: measured once, whatever else is
 * scored anew. Accounts are measured with and without the organization's own, and in the five roles of brokers.
 *
 * Networks that were measured before are measured again with the next scoring: they had not all of this.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table network_result (
      organization_id uuid not null references organization,
      quarter text not null,
      input_hash text not null,
      network json not null,
      computed_at timestamptz not null default now(),
      constraint network_result_pkey primary key (organization_id, quarter)
    )`.execute(db)

  await sql`
    create table computation (
      organization_id uuid not null references organization,
      state text not null,
      progress json,
      problem text,
      cancelling boolean not null default false,
      asked_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      constraint computation_pkey primary key (organization_id),
      constraint computation_state_known check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
      constraint computation_failed_says_why check ((state = 'failed') = (problem is not null))
    )`.execute(db)

  for (const table of ['network_result', 'computation']) await enableTenancy(db, table)

  // Measures of before hang on scores and lack columns; what is scored without its inputs' hash is scored again.
  await sql`truncate account_measure`.execute(db)
  // Row-level security is forced on the owner as well; without it there is nothing to change here.
  await sql`alter table quarter_result no force row level security`.execute(db)
  await sql`update quarter_result set input_hash = ''`.execute(db)
  await sql`alter table quarter_result force row level security`.execute(db)
  await sql`
    alter table account_measure
      drop constraint account_measure_quarter_fkey,
      drop constraint account_measure_pkey,
      add column without_owned boolean not null,
      add column coordinator double precision,
      add column itinerant_broker double precision,
      add column gatekeeper double precision,
      add column representative double precision,
      add column liaison double precision,
      add constraint account_measure_pkey primary key (organization_id, quarter, without_owned, account_id),
      add constraint account_measure_quarter_fkey foreign key (organization_id, quarter) references network_result on delete cascade
  `.execute(db)
}
