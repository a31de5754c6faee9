import { asidePlatform } from '../undo/set-aside.ts'
import { joinHandleTwins } from './join-handle-twins.ts'
import { fileOfLine, firstLines, type Merge } from './merge.ts'

/**
 * Makes every account that the upload names one row in `account`, and maps its numbers: table `stage_key`.
 *
 * An account is its platform id where one is known, else its handle. A reference with both joins the two: what was
 * recorded under the handle alone moves to the account with the id. An account goes by the handle it was last seen with,
 * and keeps what is told under its earlier ones; a handle that several had stands for the one that was seen with it last.
 * Source: method.md §1.
 */
export async function mergeAccounts(merge: Merge): Promise<void> {
  const { client, organizationId, uploadId } = merge
  await nameAccounts(merge)
  if (merge.isAgain) await takeBack(merge, UNKNOWN_BY_ID, 'account.platform_id = named.platform_id')
  await client.query(
    `insert into account (organization_id, platform, platform_id, handle, upload_id)
     select $1::uuid, platform, platform_id, handle, $2::uuid from (${UNKNOWN_BY_ID}) as named`,
    [organizationId, uploadId],
  )
  await noteHandles(merge)
  await joinHandleTwins(merge)
  if (merge.isAgain) await takeBack(merge, UNKNOWN_BY_HANDLE, HAS_HANDLE_ALONE)
  await client.query(
    `insert into account (organization_id, platform, handle, upload_id)
     select $1::uuid, platform, handle, $2::uuid from (${UNKNOWN_BY_HANDLE}) as named`,
    [organizationId, uploadId],
  )
  await client.query(`
    create temporary table stage_key on commit drop as
    select number, account.id as account_id from stage_name join account using (platform, platform_id)
    union all
    select number, coalesce(
      (select account_id from known_handle as had
       where had.platform = named.platform and had.handle_folded = lower(named.handle)
       order by last_seen desc, account_id desc limit 1),
      (select id from account
       where account.platform = named.platform and account.handle_folded = lower(named.handle)
       order by platform_id is null, id desc limit 1))
    from stage_name as named where platform_id is null`)
  await client.query('analyze stage_key')
}

/** The names with an id that no account has yet: each once, by its latest handle. */
const UNKNOWN_BY_ID = `
  select distinct on (platform collate "C", platform_id collate "C") platform, platform_id, handle
  from stage_name as named
  where platform_id is not null and not exists (
    select from account where account.platform = named.platform and account.platform_id = named.platform_id)
  order by platform collate "C", platform_id collate "C", (handle is not null) desc, last_seen desc, number desc`

/** The names by handle alone that no account has, or had. */
const UNKNOWN_BY_HANDLE = `
  select distinct on (platform collate "C", lower(handle) collate "C") platform, handle
  from stage_name as named
  where platform_id is null
    and not exists (select from known_handle as had
      where had.platform = named.platform and had.handle_folded = lower(named.handle))
    and not exists (select from account
      where account.platform = named.platform and account.handle_folded = lower(named.handle))
  order by platform collate "C", lower(handle) collate "C", number`

const HAS_HANDLE_ALONE = 'account.platform_id is null and account.handle_folded = lower(named.handle)'

/** Accounts that were set aside stand for what is named now: they come back under their ids, as if they were new. */
async function takeBack({ client, uploadId }: Merge, unknown: string, isNamed: string): Promise<void> {
  await client.query(
    `update account set platform = named.platform, handle = named.handle, upload_id = $1 from (${unknown}) as named
     where account.platform = ${asidePlatform('named.platform')} and ${isNamed}`,
    [uploadId],
  )
}

/** Table `stage_name`: the names with their numbers, and as of when each is told. */
async function nameAccounts({ client, uploadId, files }: Merge): Promise<void> {
  // What has no date is told as of the file's newest row; a file without dates, as of when it was handed in.
  await client.query(
    `create temporary table stage_name on commit drop as
     select actor as number, platform, id as platform_id, text as handle, line, time as last_seen from stage where type = 'k'`,
  )
  await client.query(
    `update stage_name set last_seen = coalesce(
       ($2::timestamptz[])[${fileOfLine('$1')}], (select created_at from upload where id = $3))
     where last_seen is null`,
    [firstLines(files), newestTimes(files), uploadId],
  )
  await client.query('analyze stage_name')
}

/** Notes under which handles an account was seen, and lets it go by the latest. */
async function noteHandles({ client, organizationId }: Merge): Promise<void> {
  await client.query(
    `insert into known_handle (organization_id, platform, handle_folded, account_id, last_seen)
     select $1, platform, lower(named.handle), account.id, max(last_seen)
     from stage_name as named join account using (platform, platform_id)
     where named.handle is not null group by platform, lower(named.handle), account.id
     on conflict (organization_id, platform, handle_folded, account_id)
     do update set last_seen = excluded.last_seen where known_handle.last_seen < excluded.last_seen`,
    [organizationId],
  )
  await client.query(`
    with latest as (
      select distinct on (account.id) account.id, named.handle, last_seen, line
      from stage_name as named join account using (platform, platform_id)
      where named.handle is not null order by account.id, last_seen desc, number desc),
    renamed as (
      update account set handle = latest.handle from latest
      where account.id = latest.id and account.handle_folded is distinct from lower(latest.handle)
        and (account.handle is null or latest.last_seen > '-infinity')
        and last_seen >= (select max(had.last_seen) from known_handle as had where had.account_id = latest.id)
      returning line)
    insert into told select line from renamed`)
}

/** ISO 8601, per file. */
export function newestTimes(files: Merge['files']): (string | null)[] {
  return files.map(({ newest }) => (newest === null ? null : new Date(newest).toISOString()))
}
