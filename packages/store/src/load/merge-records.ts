import type { ClientBase } from 'pg'

/**
 * Brings staged posts, interactions, follows and roster rows into their tables, and notes per source row what it
 * was: table `outcome` (file, row, state) with state new, updated or known.
 *
 * A row that repeats one of the same upload is known. A post is updated where the new row fills what was empty;
 * nothing that was there is overwritten.
 */
export async function mergeRecords(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query('create temporary table outcome (file integer, new bigint, updated bigint) on commit drop')
  await mergePosts(client, organizationId, uploadId)
  await mergeInteractions(client, organizationId, uploadId)
  await mergeFollows(client, organizationId, uploadId)
  await mergeRoster(client, organizationId, uploadId)
  await mergeAccountRows(client, uploadId)
}

async function mergePosts(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `with first as materialized (
       select distinct on (platform, id) stage.*, account_id from stage join stage_key on key = actor
       where type = 'p' order by platform, id, principal desc, kind = 'original', file, row),
     merged as (
       insert into post (organization_id, platform, platform_post_id, author_id, time, kind, text, language,
         parent_post_id, conversation_id, url, upload_id, file_number, path, row_number)
       select $1, platform, id, account_id, time, kind, text, language, parent_id, conversation_id, url, $2, file, path, row
       from first order by time, id
       on conflict (organization_id, platform, platform_post_id) do update set
         time = coalesce(post.time, excluded.time),
         text = coalesce(post.text, excluded.text),
         language = coalesce(post.language, excluded.language),
         parent_post_id = coalesce(post.parent_post_id, excluded.parent_post_id),
         conversation_id = coalesce(post.conversation_id, excluded.conversation_id),
         url = coalesce(post.url, excluded.url)
       where (post.time is null and excluded.time is not null)
         or (post.text is null and excluded.text is not null)
         or (post.language is null and excluded.language is not null)
         or (post.parent_post_id is null and excluded.parent_post_id is not null)
         or (post.conversation_id is null and excluded.conversation_id is not null)
         or (post.url is null and excluded.url is not null)
       returning platform, platform_post_id, xmax = 0 as is_new)
     insert into outcome
     select file, count(*) filter (where is_new), count(*) filter (where not is_new)
     from merged join first on first.platform = merged.platform and first.id = merged.platform_post_id
     where principal group by file`,
    [organizationId, uploadId],
  )
}

async function mergeInteractions(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `with act as (
       select stage.*, actor_key.account_id as actor_id, target_key.account_id as target_id,
         coalesce(id, '@' || (extract(epoch from time) * 1000)::bigint, '@') as act
       from stage join stage_key as actor_key on actor_key.key = actor
       join stage_key as target_key on target_key.key = target where type = 'i'),
     first as materialized (
       select distinct on (actor_id, target_id, kind, act) * from act
       order by actor_id, target_id, kind, act, principal desc, file, row),
     merged as (
       insert into interaction (organization_id, actor_id, target_id, kind, act, time, platform_post_id,
         upload_id, file_number, path, row_number)
       select $1, actor_id, target_id, kind, act, time, id, $2, file, path, row from first order by time, act
       on conflict (organization_id, actor_id, target_id, kind, act) do nothing
       returning actor_id, target_id, kind, act)
     insert into outcome
     select file, count(*), 0 from merged join first using (actor_id, target_id, kind, act)
     where principal group by file`,
    [organizationId, uploadId],
  )
}

async function mergeFollows(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `with tie as (
       select stage.*, follower.account_id as follower_id, followed.account_id as followed_id
       from stage join stage_key as follower on follower.key = actor
       join stage_key as followed on followed.key = target where type = 'f'),
     first as materialized (
       select distinct on (follower_id, followed_id, time) * from tie order by follower_id, followed_id, time, file, row),
     merged as (
       insert into follow (organization_id, follower_id, followed_id, snapshot_time, upload_id, file_number, path, row_number)
       select $1, follower_id, followed_id, time, $2, file, path, row from first
       on conflict on constraint follow_once do nothing
       returning follower_id, followed_id, snapshot_time)
     insert into outcome
     select file, count(*), 0 from merged
     join first on first.follower_id = merged.follower_id and first.followed_id = merged.followed_id
       and first.time is not distinct from merged.snapshot_time
     group by file`,
    [organizationId, uploadId],
  )
}

/** A roster row that says what the account's newest roster label already says is known; else it is a new label. */
async function mergeRoster(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `with said as (
       select stage.file, stage.path, stage.row, account_id, detail->>'party' as party, detail->>'basis' as basis,
         detail->>'person' as person, detail->>'department' as department, (detail->>'consent')::boolean as consent,
         (detail->>'validFrom')::date as valid_from, (detail->>'validTo')::date as valid_to
       from stage join stage_key on key = actor where type = 'r'),
     first as materialized (
       select distinct on (account_id, party, basis, person, department, consent, valid_from, valid_to) * from said
       order by account_id, party, basis, person, department, consent, valid_from, valid_to, file, row),
     merged as (
       insert into party_label (organization_id, account_id, party, basis, set_by, person, department, consent,
         valid_from, valid_to, upload_id, file_number, path, row_number)
       select $1, account_id, party, basis, 'roster', person, department, consent, valid_from, valid_to, $2, file, path, row
       from first
       where not exists (
         select from party_label as label
         where label.account_id = first.account_id and label.set_by = 'roster' and label.party = first.party
           and label.basis = first.basis and label.person is not distinct from first.person
           and label.department is not distinct from first.department and label.consent = first.consent
           and label.valid_from is not distinct from first.valid_from
           and label.valid_to is not distinct from first.valid_to)
       order by file, row
       returning file_number)
     insert into outcome select file_number, count(*), 0 from merged group by file_number`,
    [organizationId, uploadId],
  )
}

/** A row about an account is new where this upload brought the account, else known. */
async function mergeAccountRows(client: ClientBase, uploadId: string): Promise<void> {
  await client.query(
    `insert into outcome
     select file, count(distinct account_id), 0 from stage join stage_key on key = actor
     join account on account.id = account_id
     where type = 'a' and principal and account.upload_id = $1 group by file`,
    [uploadId],
  )
}
