import type { ClientBase } from 'pg'

/**
 * Makes every account that the staging table names one row in `account`, and maps its keys: table `stage_key`.
 *
 * An account is its platform id where one is known, else its handle. A reference with both joins the two: what was
 * recorded under the handle alone moves to the account with the id. A handle that several ids have had over time
 * stands for the newest of them. Source: method.md §1.
 */
export async function mergeAccounts(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  // Of several mentions of one id the last with a handle tells the handle of today.
  await client.query(`
    create temporary table stage_ref on commit drop as
    select distinct on (actor) actor as key, platform, id as platform_id, text as handle
    from stage where type = 'k'
    order by actor, (text is not null) desc, file desc, row desc`)
  await client.query(
    `insert into account (organization_id, platform, platform_id, handle, upload_id)
     select $1, platform, platform_id, handle, $2 from stage_ref where platform_id is not null order by key
     on conflict (organization_id, platform, platform_id) where platform_id is not null
     do update set handle = excluded.handle where account.handle is null and excluded.handle is not null`,
    [organizationId, uploadId],
  )
  await joinHandleTwins(client)
  await client.query(
    `insert into account (organization_id, platform, handle, upload_id)
     select $1, platform, handle, $2 from stage_ref as named
     where platform_id is null and not exists (
       select from account where account.platform = named.platform and account.handle_folded = lower(named.handle))
     order by key
     on conflict do nothing`,
    [organizationId, uploadId],
  )
  await client.query(`
    create temporary table stage_key on commit drop as
    select key, account.id as account_id from stage_ref join account using (platform, platform_id)
    union all
    select key, (
      select id from account
      where account.platform = named.platform and account.handle_folded = lower(named.handle)
      order by platform_id is null, id desc limit 1)
    from stage_ref as named where platform_id is null`)
  await client.query('create unique index on stage_key (key)')
  await client.query('analyze stage_key')
  await client.query(
    `update account set
       display_name = coalesce(said.display_name, account.display_name),
       description = coalesce(said.description, account.description),
       exporter = account.exporter or said.exporter
     from (
       select distinct on (account_id) account_id, detail->>'displayName' as display_name, text as description,
         bool_or((detail->>'exporter')::boolean) over (partition by account_id) as exporter
       from stage join stage_key on key = actor where type = 'a' order by account_id, file desc, row desc) as said
     where account.id = said.account_id`,
  )
}

/**
 * Moves what hangs on an account known by handle alone to the account that turned out to have that handle.
 *
 * Acts that both had count once.
 */
async function joinHandleTwins(client: ClientBase): Promise<void> {
  await client.query(`
    create temporary table twin on commit drop as
    select distinct on (gone.id) gone.id as gone, kept.id as kept
    from stage_ref as named
    join account as kept on kept.platform = named.platform and kept.handle_folded = lower(named.handle)
      and kept.platform_id is not null
    join account as gone on gone.platform = named.platform and gone.handle_folded = lower(named.handle)
      and gone.platform_id is null
    order by gone.id, kept.id desc`)
  const { rowCount } = await client.query('select from twin limit 1')
  if (rowCount === 0) return
  for (const [end, otherEnd] of [
    ['actor_id', 'target_id'],
    ['target_id', 'actor_id'],
  ]) {
    await client.query(`
      delete from interaction as repeated using twin, interaction as first
      where repeated.${end} = twin.gone and first.${end} = twin.kept and first.${otherEnd} = repeated.${otherEnd}
        and first.kind = repeated.kind and first.act = repeated.act`)
    await client.query(`update interaction set ${end} = twin.kept from twin where ${end} = twin.gone`)
  }
  for (const [end, otherEnd] of [
    ['follower_id', 'followed_id'],
    ['followed_id', 'follower_id'],
  ]) {
    await client.query(`
      delete from follow as repeated using twin, follow as first
      where repeated.${end} = twin.gone and first.${end} = twin.kept and first.${otherEnd} = repeated.${otherEnd}
        and first.snapshot_time is not distinct from repeated.snapshot_time`)
    await client.query(`update follow set ${end} = twin.kept from twin where ${end} = twin.gone`)
  }
  await client.query('update post set author_id = twin.kept from twin where author_id = twin.gone')
  await client.query('update party_label set account_id = twin.kept from twin where account_id = twin.gone')
  await client.query('update coverage set account_id = twin.kept from twin where account_id = twin.gone')
  // Measures of the joined account are computed anew: every load asks for that.
  await client.query('delete from account_measure using twin where account_id = twin.gone')
  await client.query('delete from account using twin where id = twin.gone')
}
