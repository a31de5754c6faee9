import type { Platform } from '@weft/model/platform'
import type { PostKind } from '@weft/model/post'
import { sql, type Transaction } from 'kysely'
import { ROW_SOURCE, type RowSource } from './row-source.ts'
import type { Tables } from './tables.ts'

/** A post as evidence shows it, down to the row it came from. */
export interface SourcedPost {
  id: string
  platform: Platform
  platformPostId: string
  authorId: string
  kind: PostKind
  time: Date | null
  text: string | null
  language: string | null
  url: string | null
  source: RowSource
}

/** Posts by id. Ids that the organization does not have are not in the map. The language is the reader's, if it read. */
export async function sourcedPosts(
  tx: Transaction<Tables>,
  ids: readonly (string | null)[],
): Promise<Map<string, SourcedPost>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<SourcedPost>`
    select post.id::text as id, platform, platform_post_id as "platformPostId", author_id::text as "authorId", kind, time,
      text, coalesce(post_reading.language, post.language) as language, url, ${ROW_SOURCE} as source
    from post join upload on upload.id = upload_id left join post_reading on post_id = post.id
    where post.id = any(${wanted}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A post with words and its platform's own guess of the language, to read it again. */
export interface PostText {
  id: string
  text: string
  language: string | null
}

/** The words of posts, by id; those without are not among them. */
export async function postTexts(tx: Transaction<Tables>, ids: readonly string[]): Promise<PostText[]> {
  const { rows } = await sql<PostText>`
    select id::text, text, language from post where id = any(${[...ids]}::bigint[]) and text is not null
    order by id`.execute(tx)
  return rows
}
