import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * What uploads bring: accounts, posts, interactions, follows, party labels, coverage, and what became of each row.
 *
 * Every row says which upload, file and row it came from. Keys lead with the organization, so that the tables can be
 * split by it. `nulls not distinct` needs PostgreSQL 15.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table upload (
      organization_id uuid not null references organization,
      id uuid not null default gen_random_uuid(),
      name text not null,
      file_key text not null,
      sha256 bytea not null,
      bytes bigint not null,
      state text not null default 'queued',
      problem jsonb,
      created_at timestamptz not null default now(),
      finished_at timestamptz,
      constraint upload_pkey primary key (organization_id, id),
      constraint upload_state_known check (state in ('queued', 'loading', 'loaded', 'failed')),
      constraint upload_failed_with_a_reason check ((state = 'failed') = (problem is not null))
    )`.execute(db)

  await sql`
    create table upload_file (
      organization_id uuid not null,
      upload_id uuid not null,
      number integer not null,
      name text not null,
      format text not null,
      rows bigint not null,
      new bigint not null,
      updated bigint not null,
      known bigint not null,
      rejected bigint not null,
      ignored bigint not null,
      ignored_reasons jsonb not null,
      notes text[] not null,
      constraint upload_file_pkey primary key (organization_id, upload_id, number),
      constraint upload_file_upload_fkey foreign key (organization_id, upload_id) references upload on delete cascade,
      constraint every_row_is_accounted_for check (rows = new + updated + known + rejected + ignored)
    )`.execute(db)

  await sql`
    create table reject (
      organization_id uuid not null,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      number bigint not null,
      column_name text,
      value text,
      problem text not null,
      fix text not null,
      constraint reject_pkey primary key (organization_id, upload_id, file_number, number),
      constraint reject_file_fkey foreign key (organization_id, upload_id, file_number) references upload_file on delete cascade
    )`.execute(db)

  await sql`
    create table account (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      platform text not null,
      platform_id text,
      handle text,
      handle_folded text generated always as (lower(handle)) stored,
      display_name text,
      description text,
      exporter boolean not null default false,
      upload_id uuid,
      constraint account_pkey primary key (organization_id, id),
      constraint account_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint account_is_identified check (platform_id is not null or handle is not null)
    )`.execute(db)
  await sql`
    create unique index account_platform_id on account (organization_id, platform, platform_id)
    where platform_id is not null`.execute(db)
  await sql`
    create unique index account_handle_alone on account (organization_id, platform, handle_folded)
    where platform_id is null`.execute(db)
  await sql`create index account_handle on account (organization_id, platform, handle_folded)`.execute(db)

  await sql`
    create table post (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      platform text not null,
      platform_post_id text not null,
      author_id bigint not null,
      time timestamptz,
      kind text not null,
      text text,
      language text,
      parent_post_id text,
      conversation_id text,
      url text,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      constraint post_pkey primary key (organization_id, id),
      constraint post_platform_post_id unique (organization_id, platform, platform_post_id),
      constraint post_author_fkey foreign key (organization_id, author_id) references account,
      constraint post_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint post_kind_known check (kind in ('original', 'reply', 'quote', 'repost'))
    )`.execute(db)
  await sql`create index post_time on post (organization_id, time)`.execute(db)
  await sql`create index post_author on post (organization_id, author_id)`.execute(db)

  // `act` is what tells two acts of one kind between the same accounts apart: the post's id, else the time as @ms.
  await sql`
    create table interaction (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      actor_id bigint not null,
      target_id bigint not null,
      kind text not null,
      act text not null,
      time timestamptz,
      platform_post_id text,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      constraint interaction_pkey primary key (organization_id, id),
      constraint interaction_once unique (organization_id, actor_id, target_id, kind, act),
      constraint interaction_actor_fkey foreign key (organization_id, actor_id) references account,
      constraint interaction_target_fkey foreign key (organization_id, target_id) references account,
      constraint interaction_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint interaction_kind_known check (kind in ('reply', 'mention', 'repost', 'quote', 'like', 'comment'))
    )`.execute(db)
  await sql`create index interaction_time on interaction (organization_id, time)`.execute(db)
  await sql`create index interaction_target on interaction (organization_id, target_id)`.execute(db)

  await sql`
    create table follow (
      organization_id uuid not null references organization,
      follower_id bigint not null,
      followed_id bigint not null,
      snapshot_time timestamptz,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      constraint follow_once unique nulls not distinct (organization_id, follower_id, followed_id, snapshot_time),
      constraint follow_follower_fkey foreign key (organization_id, follower_id) references account,
      constraint follow_followed_fkey foreign key (organization_id, followed_id) references account,
      constraint follow_upload_fkey foreign key (organization_id, upload_id) references upload
    )`.execute(db)
  await sql`create index follow_followed on follow (organization_id, followed_id)`.execute(db)

  // Labels are never overwritten: the newest of the strongest source that is valid in a quarter holds.
  await sql`
    create table party_label (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      account_id bigint not null,
      party text not null,
      basis text not null,
      set_by text not null,
      person text,
      department text,
      consent boolean not null default false,
      valid_from date,
      valid_to date,
      created_at timestamptz not null default now(),
      upload_id uuid,
      file_number integer,
      path text,
      row_number bigint,
      constraint party_label_pkey primary key (organization_id, id),
      constraint party_label_account_fkey foreign key (organization_id, account_id) references account,
      constraint party_label_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint party_label_party_known check (party in ('owned', 'employee', 'customer', 'partner', 'third_party', 'media', 'unclassified')),
      constraint party_label_basis_known check (basis in ('owned', 'staff_list', 'self_described', 'consented', 'manual', 'rule')),
      constraint party_label_set_by_known check (set_by in ('hand', 'roster', 'rule')),
      constraint party_label_period check (valid_from is null or valid_to is null or valid_from <= valid_to)
    )`.execute(db)
  await sql`create index party_label_account on party_label (organization_id, account_id)`.execute(db)

  await sql`
    create table coverage (
      organization_id uuid not null,
      upload_id uuid not null,
      file_number integer not null,
      number integer not null,
      platform text not null,
      account_id bigint,
      direction text not null,
      acts text[] not null,
      with_text boolean not null,
      time_from timestamptz,
      time_to timestamptz,
      constraint coverage_pkey primary key (organization_id, upload_id, file_number, number),
      constraint coverage_file_fkey foreign key (organization_id, upload_id, file_number) references upload_file on delete cascade,
      constraint coverage_account_fkey foreign key (organization_id, account_id) references account,
      constraint coverage_direction_known check (direction in ('outbound', 'inbound', 'among_others', 'as_observed'))
    )`.execute(db)

  for (const table of [
    'upload',
    'upload_file',
    'reject',
    'account',
    'post',
    'interaction',
    'follow',
    'party_label',
    'coverage',
  ]) {
    await enableTenancy(db, table)
  }
}
