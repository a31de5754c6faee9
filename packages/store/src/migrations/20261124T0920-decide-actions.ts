import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * What people decided about actions. A decision names the accounts or the post it is about by their platforms' own names:
 * it outlasts scoring anew, an undone upload, and an account that turned out to be another. It keeps the reason as it was.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table action_decision (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      quarter text not null,
      kind text not null,
      practice text not null,
      indicator text not null,
      reason text not null,
      accounts jsonb not null,
      post_platform text,
      platform_post_id text,
      state text not null,
      owner text,
      note text,
      set_at timestamptz not null default now(),
      set_by text not null,
      constraint action_decision_pkey primary key (organization_id, id),
      constraint action_decision_state_known check (state in ('open', 'accepted', 'done', 'dismissed')),
      constraint action_decision_post check ((post_platform is null) = (platform_post_id is null))
    )`.execute(db)
  // What was decided stays on record: nobody changes or removes a decision.
  await enableTenancy(db, 'action_decision', { rights: 'select, insert' })

  // Actions of before get a name that nobody asks for; the next scoring makes them anew.
  await sql`alter table action add column id text`.execute(db)
  await sql`alter table action no force row level security`.execute(db)
  await sql`update action set id = number::text`.execute(db)
  await sql`alter table action force row level security`.execute(db)
  await sql`
    alter table action alter column id set not null,
      add constraint action_id_key unique (organization_id, quarter, id)`.execute(db)
}
