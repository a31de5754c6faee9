import { type Kysely, sql } from 'kysely'
import { enableTenancy } from './enable-tenancy.ts'

/**
 * Organizations, the keys that open them, and who did what. The two acts that no organization's context can do are
 * functions of the owner: founding one, and finding whose key was presented.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table organization (
      id uuid not null default gen_random_uuid(),
      name text not null,
      time_zone text not null default 'UTC',
      fiscal_year_start_month integer not null default 1,
      created_at timestamptz not null default now(),
      constraint organization_pkey primary key (id),
      constraint organization_is_named check (name <> ''),
      constraint organization_fiscal_year_starts_in_a_month check (fiscal_year_start_month between 1 and 12)
    )`.execute(db)

  await sql`
    create table api_key (
      organization_id uuid not null references organization,
      id uuid not null default gen_random_uuid(),
      name text not null,
      prefix text not null,
      digest bytea not null,
      role text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      constraint api_key_pkey primary key (organization_id, id),
      constraint api_key_digest unique (digest),
      constraint api_key_digest_is_sha_256 check (octet_length(digest) = 32),
      constraint api_key_role_known check (role in ('uploader', 'analyst', 'reviewer', 'leader', 'admin'))
    )`.execute(db)

  await sql`
    create table audit (
      organization_id uuid not null references organization,
      id bigint not null generated always as identity,
      at timestamptz not null default now(),
      actor text not null,
      act text not null,
      subject text,
      detail jsonb,
      constraint audit_pkey primary key (organization_id, id)
    )`.execute(db)

  await enableTenancy(db, 'organization', { column: 'id', rights: 'select, update' })
  await enableTenancy(db, 'api_key')
  // What was done stays done: nobody changes or removes an entry.
  await enableTenancy(db, 'audit', { rights: 'select, insert' })

  // Security is forced on the owner too: without these it could neither list organizations nor look a key up.
  await sql`create policy organization_of_owner on organization for select to current_user using (true)`.execute(db)
  await sql`create policy api_key_of_owner on api_key for select to current_user using (true)`.execute(db)

  await sql`
    create function create_organization(name text, time_zone text, fiscal_year_start_month integer) returns uuid
    language plpgsql security definer set search_path = '' as $$
    declare
      created uuid := gen_random_uuid();
      outer_organization text := coalesce(current_setting('weft.organization_id', true), '');
    begin
      perform set_config('weft.organization_id', created::text, true);
      insert into public.organization (id, name, time_zone, fiscal_year_start_month)
      values (created, create_organization.name, create_organization.time_zone,
        create_organization.fiscal_year_start_month);
      perform set_config('weft.organization_id', outer_organization, true);
      return created;
    end $$`.execute(db)

  await sql`
    create function find_api_key(digest bytea)
    returns table (organization_id uuid, id uuid, name text, role text, expires_at timestamptz, revoked_at timestamptz)
    language sql stable security definer set search_path = '' as $$
      select key.organization_id, key.id, key.name, key.role, key.expires_at, key.revoked_at
      from public.api_key as key where key.digest = find_api_key.digest
    $$`.execute(db)

  for (const signature of ['create_organization(text, text, integer)', 'find_api_key(bytea)']) {
    await sql`revoke execute on function ${sql.raw(signature)} from public`.execute(db)
    await sql`grant execute on function ${sql.raw(signature)} to weft_app`.execute(db)
  }
}
