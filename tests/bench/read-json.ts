import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchmark } from './benchmark.ts'
import { bytesOf, diskFile } from './disk-file.ts'
import { mastodonOutbox, ROWS_PER_POST, twitterApiLines, writeLines, xArchiveTweets } from './interactions.ts'

interface Files {
  tweets: string
  lines: string
  outbox: string
}

/** How fast posts are read from the JSON that platforms write, beside JSON.parse of the same bytes held in memory. */
export const readJson = benchmark<Files>({
  question: 'How fast are posts in JSON read, without holding the file?',
  unit: 'items',
  async prepare({ folder, rows }) {
    const posts = Math.ceil(rows / ROWS_PER_POST)
    const tweets = join(folder, 'tweets.js')
    const lines = join(folder, 'tweets.jsonl')
    const outbox = join(folder, 'outbox.json')
    await writeLines(tweets, xArchiveTweets(posts, 'tweets'))
    await writeLines(lines, twitterApiLines(posts, 'tweets'))
    await writeLines(outbox, mastodonOutbox(posts, 'outbox'))
    return { input: { tweets, lines, outbox } }
  },
  contestants: {
    async 'X archive'() {
      const { javascriptRows } = await import('@weft/sources/javascript-rows')
      return async ({ tweets }) => ({ work: await countOf(javascriptRows(await diskFile(tweets))), digest: null })
    },
    async 'X archive, JSON.parse'() {
      return async ({ tweets }) => {
        const text = await readFile(tweets, 'utf8')
        return { work: (JSON.parse(text.slice(text.indexOf('=') + 1)) as unknown[]).length, digest: null }
      }
    },
    async 'API v1.1 lines'() {
      const { jsonLines } = await import('@weft/sources/json-file')
      return async ({ lines }) => ({ work: await countOf(jsonLines(await diskFile(lines))), digest: null })
    },
    async 'API v1.1 lines, JSON.parse'() {
      const { createInterface } = await import('node:readline')
      const { Readable } = await import('node:stream')
      return async ({ lines }) => {
        let work = 0
        for await (const line of createInterface({ input: Readable.from(bytesOf(lines)) })) {
          if (JSON.parse(line) !== null) work++
        }
        return { work, digest: null }
      }
    },
    async 'Mastodon outbox'() {
      const { jsonArrayItems } = await import('@weft/sources/json-file')
      return async ({ outbox }) => ({
        work: await countOf(jsonArrayItems(await diskFile(outbox), 'orderedItems')),
        digest: null,
      })
    },
    async 'Mastodon outbox, JSON.parse'() {
      return async ({ outbox }) => {
        const { orderedItems } = JSON.parse(await readFile(outbox, 'utf8')) as { orderedItems: unknown[] }
        return { work: orderedItems.length, digest: null }
      }
    },
  },
  comparisons: ['X archive', 'API v1.1 lines', 'Mastodon outbox'].flatMap((of) => [
    { of, to: `${of}, JSON.parse`, by: 'seconds' as const, atMost: null },
    { of, to: `${of}, JSON.parse`, by: 'peakMegabytes' as const, atMost: null },
  ]),
  limits: ['X archive', 'API v1.1 lines', 'Mastodon outbox'].map((of) => ({
    of,
    by: 'peakMegabytes' as const,
    atMost: 110,
  })),
})

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const item of items) if (item !== null) count++
  return count
}
