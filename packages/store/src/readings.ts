import { type Reading, SIGNALS } from '@weft/model/signal'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

export interface UnreadPost {
  id: string
  text: string
  language: string | null
}

/**
 * Posts with text of their author's own that this version of the reader has not read, oldest row first; only rows after that
 * of the post `after`, so that going through all of them costs no more than once through the table.
 * A repost is not its author's words and is never read.
 */
export async function unreadPosts(tx: Tx, reader: string, limit: number, after = '0'): Promise<UnreadPost[]> {
  const { rows } = await sql<UnreadPost>`
    select post.id::text, text, post.language ${unread(reader)} and post.id > ${after}
    order by post.id limit ${limit}`.execute(tx)
  return rows
}

/** How many posts {@link unreadPosts} would list without a limit. O(posts). */
export async function countUnreadPosts(tx: Tx, reader: string): Promise<number> {
  const { rows } = await sql<{ posts: number }>`select count(*)::int as posts ${unread(reader)}`.execute(tx)
  return rows[0]?.posts ?? 0
}

const unread = (reader: string) => sql`
  from post left join post_reading on post_id = post.id and reader = ${reader}
  where text is not null and kind <> 'repost' and post_id is null`

/** A post as it was read. */
export interface ReadOfPost {
  postId: string
  /** What it said; `undefined` where nothing can have changed it since. */
  text?: string
  reading: Reading
}

/**
 * Keeps what a reader found; a reading by another version is replaced. A post that is gone by now, or says something else,
 * is left unread.
 */
export async function savePostReadings(
  tx: Tx,
  organizationId: string,
  reader: string,
  readings: readonly ReadOfPost[],
): Promise<void> {
  await sql`
    insert into post_reading (organization_id, post_id, reader, language, language_reliable, signals)
    select ${organizationId}, post.id, ${reader}, read.language, reliable,
      case when covered then (select array_agg(value::real order by place)
        from jsonb_array_elements_text(signals::jsonb) with ordinality as one (value, place)) end
    from unnest(
      ${readings.map((each) => each.postId)}::bigint[],
      ${readings.map((each) => each.text ?? null)}::text[],
      ${readings.map((each) => each.reading.language)}::text[],
      ${readings.map((each) => each.reading.languageReliable)}::boolean[],
      ${readings.map((each) => each.reading.signals !== null)}::boolean[],
      ${readings.map((each) => signalList(each.reading))}::text[]
    ) as read (post_id, text, language, reliable, covered, signals)
    join post on post.id = read.post_id and post.text = coalesce(read.text, post.text)
    on conflict (organization_id, post_id) do update set reader = excluded.reader, language = excluded.language,
      language_reliable = excluded.language_reliable, signals = excluded.signals`.execute(tx)
}

function signalList(reading: Reading): string {
  const signals = reading.signals
  return signals === null ? '[]' : JSON.stringify(SIGNALS.map((signal) => signals[signal]))
}
