import type { Merge } from './merge.ts'

/** True for an edited form that is later than what is stored of the post. */
const IS_LATER = `(not post.edited or edit_time is not null and (post.edited_at is null or edit_time > post.edited_at))`

/**
 * Lets the latest edited form of a post stand for it: its words, and toward whom it acts. Acts that only an earlier
 * form made are taken out.
 */
export async function mergeEdits({ client, organizationId }: Merge): Promise<void> {
  await client.query(
    `create temporary table corrected_post on commit drop as
     select distinct on (post.id) post.id as post_id, stage.platform, stage.id,
       (detail->>'time')::timestamptz as edit_time, stage.ctid as place, line
     from stage join post on post.organization_id = $1 and post.platform = stage.platform
       and post.platform_post_id = stage.id
     where post_kind is not null and detail is not null
     order by post.id, (detail->>'time')::timestamptz desc nulls last, line`,
    [organizationId],
  )
  await client.query(`
    delete from corrected_post using post where post.id = post_id and not ${IS_LATER}`)
  await client.query(`
    insert into told select line from corrected_post`)
  await client.query(`
    update post set text = coalesce(stage.text, post.text), language = coalesce(stage.language, post.language),
      parent_post_id = coalesce(stage.parent_id, post.parent_post_id),
      conversation_id = coalesce(stage.conversation_id, post.conversation_id), url = coalesce(stage.url, post.url),
      edited = true, edited_at = coalesce(edit_time, edited_at)
    from corrected_post join stage on stage.ctid = place
    where post.id = post_id`)
  await client.query(`
    delete from post_reading using corrected_post where post_reading.post_id = corrected_post.post_id`)
  await client.query(
    `delete from interaction using corrected_post as corrected, account as actor
     where interaction.organization_id = $1 and actor.id = actor_id and actor.platform = corrected.platform
       and platform_post_id = corrected.id and interaction.kind <> 'like'
       and not exists (
         select from stage join stage_key on number = stage.target
         where stage.platform = corrected.platform and stage.id = corrected.id and stage.kind = interaction.kind
           and account_id = interaction.target_id and detail is not null
           and (detail->>'time')::timestamptz is not distinct from edit_time)`,
    [organizationId],
  )
}

/**
 * SQL that keeps a staged act unless an edited post has made it no more: the stored form is later than the one that
 * the line tells. Whoever its actor is named as, an act that a post carries is its author's.
 */
export const ACT_STANDS = `(stage.kind = 'like' or not exists (
  select from post where edited and post.platform = stage.platform and post.platform_post_id = stage.id
    and (detail is null or (detail->>'time')::timestamptz is distinct from edited_at)))`
