import type { ClientBase } from 'pg'

/** No platform is called so: what is set aside is met by nobody. It lasts no longer than the transaction. */
const ASIDE = 'set aside: '

/** SQL for the platform that an account has while it is set aside. */
export function asidePlatform(platform: string): string {
  return `'${ASIDE}' || ${platform}`
}

/** SQL for the platform of an account that is set aside. */
export const PLATFORM_BEFORE = `substr(account.platform, ${ASIDE.length + 1})`

/** SQL, true for an account that is set aside. */
export const IS_ASIDE = `starts_with(account.platform, '${ASIDE}')`

/** What uploads brought and nothing else does, each before what it hangs on. */
const BROUGHT = [
  'coverage',
  `party_label where set_by = 'roster'`,
  'reported_count',
  'deleted_post',
  'follow',
  'interaction',
  'post_reading',
  'post',
  'known_handle',
] as const

/**
 * Takes out all that the organization's uploads brought. Accounts are set aside, with what people and rules said of
 * them: those that an upload names again come back under their ids. Handles that people named stay, with what they said.
 *
 * Leaves in temporary tables what is put back afterwards: `undo_reading`, what was read in posts; `undo_post`, the posts
 * that results point to; `undo_label_time`, since when each upload's roster labels are known.
 */
export async function setAside(client: ClientBase, organizationId: string): Promise<void> {
  await client.query(`
    create temporary table undo_reading on commit drop as
    select platform, platform_post_id, sha256(convert_to(text, 'UTF8')) as text_digest, post.language as post_language,
      reader, post_reading.language, language_reliable, signals
    from post_reading join post on post.id = post_id`)
  await client.query(`
    create temporary table undo_post on commit drop as
    select id as former_id, platform, platform_post_id from post
    where id in (select post_id from evidence union select unnest(post_ids) from action)`)
  await client.query(`
    create temporary table undo_label_time on commit drop as
    select upload_id, min(created_at) as created_at from party_label where set_by = 'roster' group by upload_id`)
  for (const brought of BROUGHT) await client.query(`delete from ${brought}`)
  await client.query(`
    update account set display_name = null, description = null, website = null, profile_time = null, exporter = false,
      platform = case when upload_id is null then platform else ${asidePlatform('platform')} end`)
  await leaveNamed(client, organizationId)
}

/** What a person said of a handle is the handle's again: whose it is, uploads have to tell anew. */
async function leaveNamed(client: ClientBase, organizationId: string): Promise<void> {
  await client.query(`
    create temporary table undo_named on commit drop as
    select party_label.id as label_id, ${PLATFORM_BEFORE} as platform, named_handle
    from party_label join account on account.id = account_id where named_handle is not null and ${IS_ASIDE}`)
  await client.query(
    `insert into account (organization_id, platform, handle)
     select distinct on (platform, lower(named_handle)) $1::uuid, platform, named_handle from undo_named
     on conflict do nothing`,
    [organizationId],
  )
  await client.query(`
    update party_label set account_id = account.id from undo_named join account using (platform)
    where party_label.id = label_id and handle_folded = lower(undo_named.named_handle)`)
}
