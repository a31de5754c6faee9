import { hasRows, type Merge } from './merge.ts'
import { POST_IS_THERE } from './merge-deletions.ts'

/** What a post's row tells beside who wrote it: a later row fills in what is not there. */
const TOLD_COLUMNS = {
  time: 'time',
  text: 'text',
  language: 'language',
  parent_post_id: 'parent_id',
  conversation_id: 'conversation_id',
  url: 'url',
} as const

/**
 * Rows that name only the post's acts cannot tell all kinds apart: a plain mention looks like an original, a mention in
 * a quote like a reply. Of two kinds the one that says more stands.
 */
const MOST_TELLING_KIND_FIRST = `array['quote', 'repost', 'reply', 'original']`

/** Brings in posts that are new, and fills in what earlier rows left empty. Nothing that was there is overwritten. */
export async function mergePosts(merge: Merge): Promise<void> {
  const { client, organizationId, uploadId } = merge
  const withoutGone = (await hasRows(merge, 'deleted_post')) ? `and ${POST_IS_THERE}` : ''
  await client.query(
    `create temporary table merged_post on commit drop as
     select first.*, known.id is null as is_new
     from (
       select distinct on (platform collate "C", id collate "C") platform, id, ctid as place, line,
         principal and type = 'p' as principal
       from stage where post_kind is not null ${withoutGone}
       order by platform collate "C", id collate "C", principal and type = 'p' desc,
         array_position(${MOST_TELLING_KIND_FIRST}, post_kind), line) as first
     left join post as known on known.organization_id = $1 and known.platform = first.platform
       and known.platform_post_id = first.id`,
    [organizationId],
  )
  await client.query('analyze merged_post')
  const { rowCount } = await client.query(
    `insert into post (organization_id, platform, platform_post_id, author_id, time, kind, text, language,
       parent_post_id, conversation_id, url, upload_id, file_number, path, row_number)
     select $1, stage.platform, stage.id, account_id, time, post_kind, text, language, parent_id, conversation_id, url, $2,
       file, name, row
     from merged_post join stage on stage.ctid = merged_post.place
     join stage_key on number = actor join stage_path on stage_path.path = stage.path
     where is_new`,
    [organizationId, uploadId],
  )
  if (rowCount !== merge.counts.get('post')) await fillPosts(merge)
}

async function fillPosts({ client, organizationId }: Merge): Promise<void> {
  const columns = Object.entries(TOLD_COLUMNS)
  const lacks = columns.map(([column, staged]) => `(post.${column} is null and stage.${staged} is not null)`)
  const values = columns.map(
    ([column, staged]) =>
      `(array_agg(${staged} order by line) filter (where ${staged} is not null))[1] as ${column},
       min(line) filter (where ${staged} is not null and lacks_${column}) as ${column}_line`,
  )
  const kindPlace = `array_position(${MOST_TELLING_KIND_FIRST}, post_kind)`
  await client.query(
    `with telling as (
       select post.id as post_id, stage.*,
         ${columns.map(([column]) => `post.${column} is null as lacks_${column}`).join(', ')},
         ${kindPlace} < array_position(${MOST_TELLING_KIND_FIRST}, post.kind) as names_kind
       from stage join post on post.organization_id = $1 and post.platform = stage.platform
         and post.platform_post_id = stage.id
       where stage.post_kind is not null and (${lacks.join(' or ')}
         or ${kindPlace} < array_position(${MOST_TELLING_KIND_FIRST}, post.kind))),
     found as (
       select post_id, ${values.join(', ')},
         (array_agg(post_kind order by ${kindPlace}) filter (where names_kind))[1] as kind,
         (array_agg(line order by ${kindPlace}, line) filter (where names_kind))[1] as kind_line
       from telling group by post_id),
     filled as (
       update post set kind = coalesce(found.kind, post.kind),
         ${columns.map(([column]) => `${column} = coalesce(post.${column}, found.${column})`).join(', ')}
       from found where post.id = post_id)
     insert into told select distinct filling.line from found
     cross join lateral unnest(array[kind_line, ${columns.map(([column]) => `${column}_line`).join(', ')}]) as filling (line)
     where filling.line is not null`,
    [organizationId],
  )
}
