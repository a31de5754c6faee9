import type { ClientBase } from 'pg'
import { moveTwins } from '../load/join-handle-twins.ts'
import { IS_ASIDE, PLATFORM_BEFORE } from './set-aside.ts'

/**
 * Puts back what `setAside` kept and what still has its ground: accounts under their ids, readings of posts that say the
 * same, and what results point to. What nothing stands for any more is taken out.
 */
export async function putBack(client: ClientBase, organizationId: string): Promise<void> {
  await putBackAccounts(client, organizationId)
  await takeOutAccounts(client)
  await client.query(
    `insert into post_reading (organization_id, post_id, reader, language, language_reliable, signals)
     select $1, post.id, reader, undo_reading.language, language_reliable, signals
     from undo_reading join post using (platform, platform_post_id)
     where text_digest = sha256(convert_to(text, 'UTF8')) and post_language is not distinct from post.language
       and kind <> 'repost'`,
    [organizationId],
  )
  await client.query(`
    update party_label set created_at = coalesce(known.created_at, upload.finished_at)
    from upload left join undo_label_time as known on known.upload_id = upload.id
    where upload.id = party_label.upload_id and set_by = 'roster'`)
  await mendResults(client)
}

/**
 * Accounts that no upload named again under their id. Where somebody still goes by the handle alone, that is the same
 * account, without what told its id. What a person said of an account keeps it, by its handle where that is not
 * another's by now.
 */
async function putBackAccounts(client: ClientBase, organizationId: string): Promise<void> {
  await client.query(`
    create temporary table undo_account on commit drop as
    select aside.*, named.platform_id as named_platform_id, named.upload_id, row_number() over (
        partition by aside.platform, lower(aside.handle)
        order by said desc, aside.platform_id is null desc, aside.id desc) = 1 as is_first
    from (
      select before.*, coalesce(
        (select account_id from known_handle as had
         where had.platform = before.platform and had.handle_folded = lower(before.handle)
         order by last_seen desc, account_id desc limit 1),
        (select id from account as live
         where live.platform = before.platform and live.handle_folded = lower(before.handle)
         order by platform_id is null, id desc limit 1)) as named_id
      from (
        select account.id, ${PLATFORM_BEFORE} as platform, platform_id, handle,
          exists (select from party_label where account_id = account.id and set_by = 'hand') as said
        from account where ${IS_ASIDE}) as before) as aside
    left join account as named on named.id = named_id`)
  await client.query('create temporary table twin (gone bigint, kept bigint) on commit drop')
  await client.query(`
    insert into twin select named_id, id from undo_account where is_first and named_platform_id is null and named_id is not null`)
  await moveTwins(client)
  await client.query(`
    update account set platform = aside.platform, platform_id = null, upload_id = aside.upload_id
    from undo_account as aside
    where aside.id = account.id and is_first and aside.handle is not null and named_platform_id is null
      and (named_id is not null or said)`)
  await client.query('truncate twin')
  await client.query(`
    insert into twin select id, named_id from undo_account
    where said and platform_id is null and named_platform_id is not null`)
  await moveTwins(client)
  await client.query(`
    update account set platform = aside.platform, upload_id = null
    from undo_account as aside where aside.id = account.id and ${IS_ASIDE} and said`)
  await client.query(
    `insert into known_handle (organization_id, platform, handle_folded, account_id, last_seen)
     select $1, account.platform, handle_folded, account.id, '-infinity' from account join undo_account using (id)
     where account.platform_id is not null and account.handle is not null and not ${IS_ASIDE}`,
    [organizationId],
  )
}

async function takeOutAccounts(client: ClientBase): Promise<void> {
  // What a person says meanwhile is not lost: the account cannot be taken out then, and the undo is tried again.
  await client.query(`
    delete from party_label using account where account.id = account_id and ${IS_ASIDE} and set_by = 'rule'`)
  await client.query(`
    delete from account_measure using account where account.id = account_id and ${IS_ASIDE}`)
  await client.query(`delete from account where ${IS_ASIDE}`)
}

/** Results stay until they are computed anew, and point to nothing that is gone. */
async function mendResults(client: ClientBase): Promise<void> {
  await client.query(`
    update evidence set post_id = post.id from undo_post join post using (platform, platform_post_id)
    where former_id = post_id`)
  await client.query(`
    delete from evidence
    where post_id is not null and not exists (select from post where post.id = post_id)
      or exists (select from unnest(array[account_id, other_account_id]) as named (id)
        where named.id is not null and not exists (select from account where account.id = named.id))`)
  await client.query(`
    update action set
      post_ids = array(select post.id from unnest(post_ids) with ordinality as former (id, place)
        join undo_post on former_id = former.id join post using (platform, platform_post_id) order by place),
      account_ids = array(select account.id from unnest(account_ids) with ordinality as former (id, place)
        join account on account.id = former.id order by place)`)
}
