import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * Rules that label accounts by what is known of them; labels that can be taken back and stay as history; and the
 * switch for X's consent rule.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table account add column if not exists website text`.execute(db)
  await sql`alter table organization add column customer_consent text not null default 'required'
    constraint organization_customer_consent_known check (customer_consent in ('required', 'waived'))`.execute(db)

  await sql`
    create table party_rule (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      kind text not null,
      platform text,
      terms text[] not null,
      party text not null,
      valid_from date,
      valid_to date,
      created_at timestamptz not null default now(),
      created_by text not null,
      retired_at timestamptz,
      constraint party_rule_pkey primary key (organization_id, id),
      constraint party_rule_kind_known check (kind in ('handles', 'domain', 'bio_words')),
      constraint party_rule_has_terms check (cardinality(terms) between 1 and 5000),
      constraint party_rule_party_known check (party in ('owned', 'employee', 'customer', 'partner', 'third_party', 'media')),
      constraint party_rule_period check (valid_from is null or valid_to is null or valid_from <= valid_to)
    )`.execute(db)
  await enableTenancy(db, 'party_rule', { rights: 'select, insert, update' })

  await sql`alter table party_label
    add column withdrawn_at timestamptz,
    add column rule_id bigint,
    add constraint party_label_rule_fkey foreign key (organization_id, rule_id) references party_rule,
    add constraint party_label_by_rule_names_it check ((set_by = 'rule') = (rule_id is not null))`.execute(db)
  await sql`create index party_label_rule on party_label (organization_id, rule_id) where rule_id is not null`.execute(
    db,
  )
}
