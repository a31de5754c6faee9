import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * What later exports say of earlier rows: edits, deletions, handles that changed, follows that ended; and the numbers
 * that platforms report. Rejects keep their row as it was. Takes as long as reading `account` once.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table reject
      add column unit text not null default 'line',
      add column original jsonb,
      add constraint reject_unit_known check (unit in ('line', 'item'))`.execute(db)

  // profile_time: as of when the name and the words about the account are known.
  await sql`
    alter table account
      add column if not exists website text,
      add column profile_time timestamptz`.execute(db)

  // Every handle that an account with an id was seen with, and when last: what is told under an old one is still its.
  await sql`
    create table known_handle (
      organization_id uuid not null,
      platform text not null,
      handle_folded text not null,
      account_id bigint not null,
      last_seen timestamptz not null,
      constraint known_handle_pkey primary key (organization_id, platform, handle_folded, account_id),
      constraint known_handle_account_fkey foreign key (organization_id, account_id) references account on delete cascade
    )`.execute(db)
  await sql`create index known_handle_account on known_handle (organization_id, account_id)`.execute(db)
  // Row-level security is forced on the owner as well; without it there is nothing to read here.
  await sql`alter table account no force row level security`.execute(db)
  await sql`
    insert into known_handle (organization_id, platform, handle_folded, account_id, last_seen)
    select organization_id, platform, handle_folded, id, '-infinity' from account
    where platform_id is not null and handle is not null`.execute(db)
  await sql`alter table account force row level security`.execute(db)

  await sql`
    alter table post
      add column edited boolean not null default false,
      add column edited_at timestamptz`.execute(db)
  await sql`create index post_edited on post (organization_id, platform, platform_post_id) where edited`.execute(db)

  await sql`
    create table deleted_post (
      organization_id uuid not null,
      platform text not null,
      platform_post_id text not null,
      reason text not null,
      deleted_at timestamptz,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      constraint deleted_post_pkey primary key (organization_id, platform, platform_post_id),
      constraint deleted_post_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint deleted_post_reason_known check (reason in ('deleted', 'replaced'))
    )`.execute(db)

  await sql`alter table follow add column since timestamptz, add column until timestamptz`.execute(db)

  await sql`
    create table reported_count (
      organization_id uuid not null,
      account_id bigint not null,
      platform_post_id text,
      thing text not null,
      span text not null,
      time timestamptz,
      value bigint not null,
      upload_id uuid not null,
      file_number integer not null,
      path text not null,
      row_number bigint not null,
      constraint reported_count_once unique nulls not distinct
        (organization_id, account_id, platform_post_id, thing, span, time),
      constraint reported_count_account_fkey foreign key (organization_id, account_id) references account,
      constraint reported_count_upload_fkey foreign key (organization_id, upload_id) references upload,
      constraint reported_count_span_known check (span in ('day', 'total')),
      constraint reported_count_is_whole check (value >= 0)
    )`.execute(db)

  // The upload that a row names is of an organization that exists: asking again for every row is a tenth of a load.
  for (const table of ['post', 'interaction', 'follow']) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(`${table}_organization_id_fkey`)}`.execute(db)
  }

  for (const table of ['known_handle', 'deleted_post', 'reported_count']) await enableTenancy(db, table)
}
