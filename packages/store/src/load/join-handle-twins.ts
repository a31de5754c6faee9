import type { ClientBase } from 'pg'
import type { Merge } from './merge.ts'

/**
 * Moves what hangs on an account known by handle alone to the account that turned out to have that handle.
 *
 * What both had counts once, and keeps all that was told of either.
 */
export async function joinHandleTwins({ client }: Merge): Promise<void> {
  // Name by name through the indexes: the planner knows nothing yet of rows that the last load brought.
  await client.query(`
    create temporary table found_twin on commit drop as
    select gone.id as gone, had.account_id as kept, named.line,
      row_number() over (partition by had.account_id order by gone.id) as round
    from (
      select distinct on (platform, lower(handle)) platform, lower(handle) as handle_folded, line from stage_name
      where platform_id is not null and handle is not null order by platform, lower(handle), line) as named
    cross join lateral (
      select id from account
      where account.platform = named.platform and account.handle_folded = named.handle_folded and platform_id is null
      limit 1) as gone
    cross join lateral (
      select account_id from known_handle
      where known_handle.platform = named.platform and known_handle.handle_folded = named.handle_folded
      order by last_seen desc, account_id desc limit 1) as had`)
  const { rows } = await client.query<{ rounds: number }>(
    'select coalesce(max(round), 0)::integer as rounds from found_twin',
  )
  const rounds = rows[0]?.rounds ?? 0
  if (rounds === 0) return
  await client.query('create temporary table twin (gone bigint, kept bigint) on commit drop')
  // An account may take in several handles, and two of them the same act: one after the other, so that it counts once.
  for (let round = 1; round <= rounds; round++) {
    await client.query('truncate twin')
    await client.query('insert into twin select gone, kept from found_twin where round = $1', [round])
    await moveTwins(client)
  }
  await client.query('insert into told select line from found_twin')
}

/** Moves all that hangs on each account that is `gone` to the one that is `kept`: by table `twin`, every `kept` once. */
export async function moveTwins(client: ClientBase): Promise<void> {
  for (const [end, otherEnd] of [
    ['actor_id', 'target_id'],
    ['target_id', 'actor_id'],
  ]) {
    const same = `repeated.${end} = twin.gone and first.${end} = twin.kept and first.${otherEnd} = repeated.${otherEnd}
      and first.kind = repeated.kind and first.act = repeated.act`
    await client.query(`
      update interaction as first set time = repeated.time from twin, interaction as repeated
      where ${same} and first.time is null and repeated.time is not null`)
    await client.query(`delete from interaction as repeated using twin, interaction as first where ${same}`)
    await client.query(`update interaction set ${end} = twin.kept from twin where ${end} = twin.gone`)
  }
  for (const [end, otherEnd] of [
    ['follower_id', 'followed_id'],
    ['followed_id', 'follower_id'],
  ]) {
    const same = `repeated.${end} = twin.gone and first.${end} = twin.kept and first.${otherEnd} = repeated.${otherEnd}
      and first.snapshot_time is not distinct from repeated.snapshot_time`
    await client.query(`
      update follow as first set since = coalesce(first.since, repeated.since), until = coalesce(first.until, repeated.until)
      from twin, follow as repeated
      where ${same} and (first.since is null and repeated.since is not null or first.until is null and repeated.until is not null)`)
    await client.query(`delete from follow as repeated using twin, follow as first where ${same}`)
    await client.query(`update follow set ${end} = twin.kept from twin where ${end} = twin.gone`)
  }
  await client.query(`
    delete from reported_count as repeated using twin, reported_count as first
    where repeated.account_id = twin.gone and first.account_id = twin.kept and first.thing = repeated.thing
      and first.span = repeated.span and first.time is not distinct from repeated.time
      and first.platform_post_id is not distinct from repeated.platform_post_id`)
  await client.query(`
    delete from party_label as repeated using twin, party_label as first
    where repeated.account_id = twin.gone and first.account_id = twin.kept
      and repeated.set_by = 'roster' and first.set_by = 'roster'
      and (repeated.party, repeated.basis, repeated.consent) = (first.party, first.basis, first.consent)
      and (repeated.person, repeated.department, repeated.valid_from, repeated.valid_to, repeated.withdrawn_at)
        is not distinct from (first.person, first.department, first.valid_from, first.valid_to, first.withdrawn_at)`)
  for (const table of ['reported_count', 'party_label', 'coverage']) {
    await client.query(`update ${table} set account_id = twin.kept from twin where account_id = twin.gone`)
  }
  await client.query('update post set author_id = twin.kept from twin where author_id = twin.gone')
  await client.query(`
    update account as kept set display_name = coalesce(kept.display_name, gone.display_name),
      description = coalesce(kept.description, gone.description), website = coalesce(kept.website, gone.website),
      profile_time = coalesce(kept.profile_time, gone.profile_time), exporter = kept.exporter or gone.exporter
    from twin join account as gone on gone.id = twin.gone where kept.id = twin.kept`)
  // Measures of the joined account are computed anew: every load asks for that.
  await client.query('delete from account_measure using twin where account_id = twin.gone')
  await client.query('delete from account using twin where id = twin.gone')
}
