import type { PostReader } from '@weft/reading/post-reader'
import { type Database, withOrganization } from '@weft/store/database'
import { savePostReadings, unreadPosts } from '@weft/store/readings'

/** Posts per transaction: some hundred milliseconds of reading, so that a stop loses little. */
const POSTS_AT_ONCE = 2_000

/**
 * Reads every post that this version of the reader has not read yet, and keeps what it found. Doing it again is cheap.
 * Throws the signal's reason when it is told to end; what was read until then is kept.
 */
export async function readPosts(
  { database, reader }: { database: Database; reader: PostReader },
  organizationId: string,
  signal: AbortSignal,
): Promise<void> {
  for (let read = POSTS_AT_ONCE; read === POSTS_AT_ONCE; ) {
    signal.throwIfAborted()
    read = await withOrganization(database, organizationId, async (tx) => {
      const posts = await unreadPosts(tx, reader.version, POSTS_AT_ONCE)
      const read = await reader.read(posts.map(({ text, language }) => ({ text, platformLanguage: language })))
      const readings = posts.map((post, place) => ({ postId: post.id, reading: read[place]! }))
      if (readings.length > 0) await savePostReadings(tx, organizationId, reader.version, readings)
      return posts.length
    })
  }
}
