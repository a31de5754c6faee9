import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/** What an organization's own labels taught a reader, a row per signal: what was asked for, and what came of it. */
export async function up(db: Kysely<any>): Promise<void> {
  // `weights` and what describes them are there where it was accepted; `reader` names the reader that it corrects.
  await sql`
    create table local_head (
      organization_id uuid not null references organization,
      signal text not null,
      asked_at timestamptz not null default clock_timestamp(),
      asked_by text not null,
      learnt_at timestamptz,
      state text,
      reader text,
      evidence jsonb,
      digest text,
      quality jsonb,
      slope double precision,
      weights bytea,
      constraint local_head_pkey primary key (organization_id, signal),
      constraint local_head_state_known check (state in ('accepted', 'no_better', 'too_few')),
      constraint local_head_learnt check ((learnt_at is null) = (state is null) and (state is null) = (reader is null)),
      constraint local_head_accepted check ((state is not null and state = 'accepted') = (weights is not null))
    )`.execute(db)
  await enableTenancy(db, 'local_head', { rights: 'select, insert, update, delete' })
}
