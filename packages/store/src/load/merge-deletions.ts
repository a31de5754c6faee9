import type { Merge } from './merge.ts'

/**
 * Takes out the posts that their platform says are gone, or that an edited form has replaced, with all that hangs on
 * them; and keeps their ids, so that an older export does not bring them back.
 *
 * A row that says so is `updated` where something was taken out, new where nothing was there and nothing was known.
 */
export async function mergeDeletions(merge: Merge): Promise<void> {
  const { client, organizationId, uploadId } = merge
  await client.query(`
    create temporary table merged_deletion on commit drop as
    select first.*, known.platform is null as is_new
    from (
      select distinct on (platform collate "C", id collate "C") * from (
        select platform, id, line, principal, time, 'deleted' as reason, path, row from stage where type = 'd'
        union all
        select platform, replaced, line, false, (detail->>'time')::timestamptz, 'replaced', path, row
        from stage cross join lateral jsonb_array_elements_text(detail->'replaces') as replaced
        where post_kind is not null and detail is not null and replaced <> id) as said
      order by platform collate "C", id collate "C", reason, line) as first
    left join deleted_post as known on known.platform = first.platform and known.platform_post_id = first.id`)
  await client.query(
    `insert into deleted_post (organization_id, platform, platform_post_id, reason, deleted_at, upload_id, file_number,
       path, row_number)
     select $1, platform, id, reason, time, $2, file, name, row
     from merged_deletion join stage_path using (path) where is_new`,
    [organizationId, uploadId],
  )
  await client.query(`
    with gone as (select platform, id from merged_deletion where is_new),
    posts as (
      delete from post using gone where post.platform = gone.platform and platform_post_id = gone.id
      returning gone.platform, gone.id),
    acts as (
      delete from interaction using gone, account
      where account.id = actor_id and account.platform = gone.platform and platform_post_id = gone.id
      returning gone.platform, gone.id),
    counts as (
      delete from reported_count using gone, account
      where account.id = account_id and account.platform = gone.platform and platform_post_id = gone.id
      returning gone.platform, gone.id),
    removed as (select * from posts union select * from acts union select * from counts),
    corrected as (
      update merged_deletion set is_new = false from removed
      where merged_deletion.platform = removed.platform and merged_deletion.id = removed.id
      returning line)
    insert into told select line from corrected`)
}

/** SQL that keeps a staged line whose post, named by `platform` and `id`, is not gone. */
export const POST_IS_THERE = `not exists (
  select from deleted_post as gone where gone.platform = stage.platform and gone.platform_post_id = stage.id)`
