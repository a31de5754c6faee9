import { hasRows, type Merge } from './merge.ts'
import { POST_IS_THERE } from './merge-deletions.ts'
import { ACT_STANDS } from './merge-edits.ts'

/** What tells two acts of one kind between the same accounts apart: the post, else the time. */
const ACT = `coalesce(stage.id, '@' || (extract(epoch from stage.time) * 1000)::bigint, '@')`

const STAGED_ACTS = `
  stage join stage_key as actor_key on actor_key.number = actor
  join stage_key as target_key on target_key.number = target
  where type in ('i', 'p') and kind is not null`

/** Brings in acts that are new, and the time of those that are known without one. */
export async function mergeInteractions(merge: Merge): Promise<void> {
  const { client, organizationId, uploadId } = merge
  const conditions = [
    (await hasRows(merge, 'deleted_post')) ? `and ${POST_IS_THERE}` : '',
    (await hasRows(merge, 'post where edited')) ? `and ${ACT_STANDS}` : '',
  ]
  await client.query(
    `create temporary table merged_act on commit drop as
     select first.*, known.id is null as is_new
     from (
       select distinct on (actor_id, target_id, kind collate "C", act collate "C") * from (
         select actor_key.account_id as actor_id, target_key.account_id as target_id, kind, ${ACT} as act, time, id,
           line, path, row, principal and type = 'i' as principal
         from ${STAGED_ACTS} ${conditions.join(' ')}) as staged
       order by actor_id, target_id, kind collate "C", act collate "C", principal desc, line) as first
     left join interaction as known on known.organization_id = $1 and known.actor_id = first.actor_id
       and known.target_id = first.target_id and known.kind = first.kind and known.act = first.act`,
    [organizationId],
  )
  const { rowCount } = await client.query(
    `insert into interaction (organization_id, actor_id, target_id, kind, act, time, platform_post_id, upload_id,
       file_number, path, row_number)
     select $1, actor_id, target_id, kind, act, time, id, $2, file, name, row
     from merged_act join stage_path using (path) where is_new`,
    [organizationId, uploadId],
  )
  if (rowCount !== merge.counts.get('act')) await fillTimes(merge)
}

async function fillTimes({ client, organizationId }: Merge): Promise<void> {
  await client.query(
    `with dated as (
       select distinct on (known.id) known.id as interaction_id, stage.time as told_time, line
       from stage join stage_key as actor_key on actor_key.number = actor
       join stage_key as target_key on target_key.number = target
       join interaction as known on known.organization_id = $1 and known.actor_id = actor_key.account_id
         and known.target_id = target_key.account_id and known.kind = stage.kind and known.act = ${ACT}
       where type in ('i', 'p') and stage.kind is not null and stage.time is not null and known.time is null
       order by known.id, line),
     filled as (
       update interaction set time = told_time from dated where interaction.id = interaction_id returning line)
     insert into told select line from filled`,
    [organizationId],
  )
}
