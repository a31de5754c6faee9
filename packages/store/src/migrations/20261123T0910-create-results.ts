import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/** What is computed from the records: readings, a quarter's scores with their evidence and actions, scorecards. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table post_reading (
      organization_id uuid not null,
      post_id bigint not null,
      reader text not null,
      language text not null,
      language_reliable boolean not null,
      signals real[],
      constraint post_reading_pkey primary key (organization_id, post_id),
      constraint post_reading_post_fkey foreign key (organization_id, post_id) references post on delete cascade
    )`.execute(db)

  await sql`
    create table quarter_result (
      organization_id uuid not null references organization,
      quarter text not null,
      input_hash text not null,
      rubric text not null,
      reader text not null,
      seed integer not null,
      scores json not null,
      computed_at timestamptz not null default now(),
      constraint quarter_result_pkey primary key (organization_id, quarter)
    )`.execute(db)

  await sql`
    create table account_measure (
      organization_id uuid not null,
      quarter text not null,
      account_id bigint not null,
      in_degree integer not null,
      out_degree integer not null,
      in_strength double precision not null,
      out_strength double precision not null,
      pagerank double precision,
      betweenness double precision,
      closeness double precision,
      harmonic double precision,
      eigenvector double precision,
      hub double precision,
      authority double precision,
      core integer,
      "constraint" double precision,
      clustering double precision,
      community integer,
      ei_index double precision,
      reciprocity double precision,
      constraint account_measure_pkey primary key (organization_id, quarter, account_id),
      constraint account_measure_quarter_fkey foreign key (organization_id, quarter) references quarter_result on delete cascade,
      constraint account_measure_account_fkey foreign key (organization_id, account_id) references account
    )`.execute(db)

  await sql`
    create table evidence (
      organization_id uuid not null,
      quarter text not null,
      indicator text not null,
      number integer not null,
      counts boolean not null,
      post_id bigint,
      account_id bigint,
      other_account_id bigint,
      probability real,
      constraint evidence_pkey primary key (organization_id, quarter, indicator, number),
      constraint evidence_quarter_fkey foreign key (organization_id, quarter) references quarter_result on delete cascade
    )`.execute(db)

  await sql`
    create table action (
      organization_id uuid not null,
      quarter text not null,
      number integer not null,
      kind text not null,
      practice text not null,
      indicator text not null,
      account_ids bigint[] not null,
      post_ids bigint[] not null,
      reason text not null,
      weight double precision not null,
      constraint action_pkey primary key (organization_id, quarter, number),
      constraint action_quarter_fkey foreign key (organization_id, quarter) references quarter_result on delete cascade
    )`.execute(db)

  // A scorecard holds its own copy of what it says: nothing issued is ever changed.
  await sql`
    create table scorecard (
      organization_id uuid not null references organization,
      quarter text not null,
      version integer not null,
      input_hash text not null,
      state text not null,
      content json not null,
      file_key text not null,
      sha256 bytea not null,
      bytes bigint not null,
      created_at timestamptz not null default now(),
      constraint scorecard_pkey primary key (organization_id, quarter, version),
      constraint scorecard_state_known check (state in ('draft'))
    )`.execute(db)

  for (const table of ['post_reading', 'quarter_result', 'account_measure', 'evidence', 'action', 'scorecard']) {
    await enableTenancy(db, table)
  }
}
