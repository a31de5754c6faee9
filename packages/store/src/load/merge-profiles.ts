import { fileOfLine, firstLines, type Merge } from './merge.ts'
import { newestTimes } from './merge-accounts.ts'

/**
 * Brings in what the upload says of accounts: name, words, website. The newest that is told stands, and what is not told
 * takes nothing away. A row about an account is new where this upload brought the account.
 */
export async function mergeProfiles(merge: Merge): Promise<void> {
  const { client, uploadId, files } = merge
  await client.query(
    `create temporary table merged_account on commit drop as
     select said.*, principal and account.upload_id = $3
         and row_number() over (partition by account_id order by principal desc, line) = 1 as is_new
     from (
       select line, principal, account_id,
         coalesce(time, ($2::timestamptz[])[coalesce(${fileOfLine('$1')}, row + 1)],
           (select created_at from upload where id = $3)) as told_time,
         detail->>'displayName' as display_name, detail->>'description' as description, detail->>'website' as website,
         (detail->>'exporter')::boolean as exporter
       from stage join stage_key on number = actor where type = 'a') as said
     join account on account.id = account_id`,
    [firstLines(files), newestTimes(files), uploadId],
  )
  for (const column of ['display_name', 'description', 'website']) {
    await client.query(`
      with latest as (
        select distinct on (account_id) account_id, ${column} as told, told_time, line from merged_account
        where ${column} is not null order by account_id, told_time desc, line desc nulls first),
      corrected as (
        update account set ${column} = told from latest
        where account.id = account_id and ${column} is distinct from told
          and (${column} is null or profile_time is null or told_time >= profile_time)
        returning line)
      insert into told select line from corrected where line is not null`)
  }
  await client.query(`
    update account set profile_time = greatest(profile_time, told_time), exporter = account.exporter or said.exporter
    from (
      select account_id, bool_or(exporter) as exporter,
        max(told_time) filter (where coalesce(display_name, description, website) is not null) as told_time
      from merged_account group by account_id) as said
    where account.id = account_id`)
}
