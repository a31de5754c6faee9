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
 * Posts with text of their author's own that this version of the reader has not read, oldest row first.
 * A repost is not its author's words and is never read.
 */
export async function unreadPosts(tx: Tx, reader: string, limit: number): Promise<UnreadPost[]> {
  const { rows } = await sql<UnreadPost>`
    select post.id::text, text, post.language
    from post left join post_reading on post_id = post.id and reader = ${reader}
    where text is not null and kind <> 'repost' and post_id is null
    order by post.id limit ${limit}`.execute(tx)
  return rows
}

/** Keeps what a reader found; a reading by another version is replaced. */
export async function savePostReadings(
  tx: Tx,
  organizationId: string,
  reader: string,
  readings: readonly { postId: string; reading: Reading }[],
): Promise<void> {
  await sql`
    insert into post_reading (organization_id, post_id, reader, language, language_reliable, signals)
    select ${organizationId}, post_id, ${reader}, language, reliable,
      case when covered then (select array_agg(value::real order by place)
        from jsonb_array_elements_text(signals::jsonb) with ordinality as one (value, place)) end
    from unnest(
      ${readings.map((each) => each.postId)}::bigint[],
      ${readings.map((each) => each.reading.language)}::text[],
      ${readings.map((each) => each.reading.languageReliable)}::boolean[],
      ${readings.map((each) => each.reading.signals !== null)}::boolean[],
      ${readings.map((each) => signalList(each.reading))}::text[]
    ) as read (post_id, language, reliable, covered, signals)
    on conflict (organization_id, post_id) do update set reader = excluded.reader, language = excluded.language,
      language_reliable = excluded.language_reliable, signals = excluded.signals`.execute(tx)
}

function signalList(reading: Reading): string {
  const signals = reading.signals
  return signals === null ? '[]' : JSON.stringify(SIGNALS.map((signal) => signals[signal]))
}
