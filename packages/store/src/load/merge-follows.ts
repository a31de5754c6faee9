import type { Merge } from './merge.ts'

/** Brings in follows that are new, and when known ones began and ended. */
export async function mergeFollows({ client, organizationId, uploadId }: Merge): Promise<void> {
  await client.query(
    `create temporary table staged_follow on commit drop as
     select follower.account_id as follower_id, followed.account_id as followed_id, time as snapshot_time,
       (detail->>'since')::timestamptz as since, (detail->>'until')::timestamptz as until, line, principal, path, row
     from stage join stage_key as follower on follower.number = actor
     join stage_key as followed on followed.number = target where type = 'f'`,
  )
  await client.query(
    `create temporary table merged_follow on commit drop as
     select first.*, known.follower_id is null as is_new
     from (
       select distinct on (follower_id, followed_id, snapshot_time) * from staged_follow
       order by follower_id, followed_id, snapshot_time, principal desc, line) as first
     left join follow as known on known.organization_id = $1 and known.follower_id = first.follower_id
       and known.followed_id = first.followed_id and known.snapshot_time is not distinct from first.snapshot_time`,
    [organizationId],
  )
  await client.query(
    `insert into follow (organization_id, follower_id, followed_id, snapshot_time, since, until, upload_id, file_number,
       path, row_number)
     select $1, follower_id, followed_id, snapshot_time, since, until, $2, file, name, row
     from merged_follow join stage_path using (path) where is_new`,
    [organizationId, uploadId],
  )
  for (const column of ['since', 'until']) {
    await client.query(
      `with first as (
         select distinct on (follower_id, followed_id, snapshot_time) * from staged_follow where ${column} is not null
         order by follower_id, followed_id, snapshot_time, line),
       filled as (
         update follow set ${column} = first.${column} from first
         where follow.organization_id = $1 and follow.follower_id = first.follower_id
           and follow.followed_id = first.followed_id and follow.snapshot_time is not distinct from first.snapshot_time
           and follow.${column} is null
         returning line)
       insert into told select line from filled`,
      [organizationId],
    )
  }
}
