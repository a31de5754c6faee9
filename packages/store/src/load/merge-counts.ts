import { hasRows, type Merge } from './merge.ts'
import { POST_IS_THERE } from './merge-deletions.ts'

/** Brings in the numbers that platforms report. Told again with another value, the later upload's stands. */
export async function mergeCounts(merge: Merge): Promise<void> {
  const { client, organizationId, uploadId } = merge
  const withoutGone = (await hasRows(merge, 'deleted_post')) ? `and (id is null or ${POST_IS_THERE})` : ''
  await client.query(
    `create temporary table merged_count on commit drop as
     select latest.*, known.account_id is null as is_new, known.value as known_value
     from (
       select distinct on (account_id, id, thing, span, time) account_id, id, kind as thing, text as span, time,
         (detail->>'value')::bigint as value, line, principal, path, row
       from stage join stage_key on number = actor
       where type = 'c' ${withoutGone}
       order by account_id, id, thing, span, time, line desc, principal desc) as latest
     left join reported_count as known on known.organization_id = $1 and known.account_id = latest.account_id
       and known.platform_post_id is not distinct from latest.id and known.thing = latest.thing
       and known.span = latest.span and known.time is not distinct from latest.time`,
    [organizationId],
  )
  await client.query(
    `insert into reported_count (organization_id, account_id, platform_post_id, thing, span, time, value, upload_id,
       file_number, path, row_number)
     select $1, account_id, id, thing, span, time, value, $2, file, name, row
     from merged_count join stage_path using (path) where is_new`,
    [organizationId, uploadId],
  )
  await client.query(
    `with corrected as (
       update reported_count as known set value = said.value, upload_id = $2, file_number = file, path = name,
         row_number = row
       from merged_count as said join stage_path using (path)
       where not is_new and said.value <> known_value and known.organization_id = $1
         and known.account_id = said.account_id and known.platform_post_id is not distinct from said.id
         and known.thing = said.thing and known.span = said.span and known.time is not distinct from said.time
       returning line)
     insert into told select line from corrected`,
    [organizationId, uploadId],
  )
}
