import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * What people said of posts. A post is known by its platform's own id and a label by what the post said then: both
 * outlast the post's row, which an undone upload takes out and another brings back under a new number.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table check_post (
      organization_id uuid not null references organization,
      quarter text not null,
      platform text not null,
      platform_post_id text not null,
      place integer not null,
      inclusion_probability double precision not null,
      drawn_at timestamptz not null default now(),
      constraint check_post_pkey primary key (organization_id, quarter, platform, platform_post_id),
      constraint check_post_place unique (organization_id, quarter, place),
      constraint check_post_probability check (inclusion_probability > 0 and inclusion_probability <= 1)
    )`.execute(db)
  await enableTenancy(db, 'check_post', { rights: 'select, insert, update' })

  // `label` is null where a person could not tell, or took back what was said.
  await sql`
    create table post_label (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      platform text not null,
      platform_post_id text not null,
      text_digest bytea not null,
      signal text not null,
      label boolean,
      picked text not null,
      probability real,
      reader text,
      reason text,
      set_at timestamptz not null default now(),
      set_by text not null,
      constraint post_label_pkey primary key (organization_id, id),
      constraint post_label_picked_known check (picked in ('check', 'overruled')),
      constraint post_label_digest check (octet_length(text_digest) = 32)
    )`.execute(db)
  await sql`
    create index post_label_post on post_label (organization_id, platform, platform_post_id, signal, picked, id)`.execute(
    db,
  )
  // What people said stays on record: nobody changes or removes a label.
  await enableTenancy(db, 'post_label', { rights: 'select, insert' })
}
