import type { PostReader } from '@weft/reading/post-reader'
import { type Database, withOrganization } from '@weft/store/database'
import { countUnreadPosts, savePostReadings, unreadPosts } from '@weft/store/readings'

/**
 * Posts between two looks at the signal, and kept together: thirty milliseconds for the first tier, which holds up the process
 * for so long, and some two seconds for both.
 */
const POSTS_AT_ONCE = 250

/**
 * Reads every post that this version of the reader has not read yet, and keeps what it found. Doing it again is cheap.
 * `onProgress` is told the share of them that is read.
 *
 * No transaction is open while a reader is at work, which may take it seconds: posts that change or go meanwhile are left
 * for the next time. Throws the signal's reason when it is told to end; what was read until then is kept.
 */
export async function readPosts(
  { database, reader }: { database: Database; reader: PostReader },
  organizationId: string,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<void> {
  const inOrganization = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(database, organizationId, work)
  const all = await inOrganization((tx) => countUnreadPosts(tx, reader.version))
  let read = 0
  let after = '0'
  for (;;) {
    signal.throwIfAborted()
    const posts = await inOrganization((tx) => unreadPosts(tx, reader.version, POSTS_AT_ONCE, after))
    const last = posts.at(-1)
    if (last === undefined) return
    const readings = await reader.read(posts.map(({ text, language }) => ({ text, platformLanguage: language })))
    const found = posts.map(({ id, text }, place) => ({ postId: id, text, reading: readings[place]! }))
    await inOrganization((tx) => savePostReadings(tx, organizationId, reader.version, found))
    read += posts.length
    after = last.id
    // Posts that came meanwhile are read too.
    onProgress(Math.min(1, read / all))
  }
}
