import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { blueskyPages, mastodonPages, xApiPages, youtubePages } from './answer-pages.ts'
import { benchmark } from './benchmark.ts'
import { bytesOf } from './disk-file.ts'
import { mastodonOutbox, ROWS_PER_POST, twitterApiLines, writeLines, xArchiveTweets } from './interactions.ts'

/** An export as a platform gives it. */
interface NativeExport {
  /** The file with the posts, from the export's folder. */
  posts: string
  made: (count: number, seed: string) => Iterable<string>
  /** What else such an export needs to be known by, by path. */
  beside?: Readonly<Record<string, string>>
  /** What JSON.parse takes the file's text for. */
  parsed: 'assignment' | 'document' | 'lines'
}

const EXPORTS: Readonly<Record<string, NativeExport>> = {
  'X archive': {
    posts: 'data/tweets.js',
    made: xArchiveTweets,
    beside: {
      'data/account.js': 'window.YTD.account.part0 = [{"account":{"username":"weftmuseum","accountId":"1"}}]',
    },
    parsed: 'assignment',
  },
  'X API v1.1': { posts: 'statuses.jsonl', made: twitterApiLines, parsed: 'lines' },
  'X API v2': { posts: 'pages.jsonl', made: xApiPages, parsed: 'lines' },
  'Mastodon archive': {
    posts: 'outbox.json',
    made: mastodonOutbox,
    beside: { 'actor.json': '{"id":"https://loom.example/users/weftmuseum","preferredUsername":"weftmuseum"}' },
    parsed: 'document',
  },
  'Mastodon API': { posts: 'statuses.jsonl', made: mastodonPages, parsed: 'lines' },
  'Bluesky API': { posts: 'feed.jsonl', made: blueskyPages, parsed: 'lines' },
  'YouTube API': { posts: 'threads.jsonl', made: youtubePages, parsed: 'lines' },
}

const NAMES = Object.keys(EXPORTS)

const parseOf = (name: string) => `${name}, JSON.parse`

/** How fast exports are read to rows that can be loaded, each by its format, beside JSON.parse of the same bytes. */
export const readNative = benchmark<Record<string, string>>({
  question: 'How fast are the JSON files that platforms give read to rows?',
  unit: 'posts',
  async prepare({ folder, rows }) {
    const folders: Record<string, string> = {}
    for (const [name, { posts, made, beside = {} }] of Object.entries(EXPORTS)) {
      const own = join(folder, name.replaceAll(' ', '-'))
      folders[name] = own
      await mkdir(dirname(join(own, posts)), { recursive: true })
      await writeLines(join(own, posts), made(Math.ceil(rows / ROWS_PER_POST), name))
      for (const [path, text] of Object.entries(beside)) await writeLines(join(own, path), [text])
    }
    return { input: folders }
  },
  contestants: Object.fromEntries(
    NAMES.flatMap((name) => [
      [name, reading(name)],
      [parseOf(name), parsing(name)],
    ]),
  ),
  comparisons: NAMES.flatMap((of) => [
    { of, to: parseOf(of), by: 'seconds' as const, atMost: null },
    { of, to: parseOf(of), by: 'peakMegabytes' as const, atMost: null },
  ]),
  limits: NAMES.map((of) => ({ of, by: 'peakMegabytes' as const, atMost: 150 })),
})

function reading(name: string) {
  return async () => {
    const { recogniseExports } = await import('@weft/sources/recognise')
    const { readAll } = await import('@weft/sources/read-all')
    return async (folders: Record<string, string>) => {
      let work = 0
      for (const recognition of await recogniseExports([{ path: folders[name] ?? '', name }])) {
        if ('refusal' in recognition) throw recognition.refusal
        await readAll(recognition.format, recognition.exported, { platform: null }, (rows) => {
          for (const row of rows) if (row.outcome === 'record') work++
        })
      }
      return { work, digest: `${work} posts` }
    }
  }
}

function parsing(name: string) {
  return async () => async (folders: Record<string, string>) => {
    const { posts = '', parsed } = EXPORTS[name] ?? {}
    const path = join(folders[name] ?? '', posts)
    if (parsed !== 'lines') {
      const text = await readFile(path, 'utf8')
      const work = postsIn(JSON.parse(parsed === 'assignment' ? text.slice(text.indexOf('=') + 1) : text))
      return { work, digest: `${work} posts` }
    }
    let work = 0
    for await (const line of createInterface({ input: Readable.from(bytesOf(path)) })) work += postsIn(JSON.parse(line))
    return { work, digest: `${work} posts` }
  }
}

/** How many posts a value holds: a list of them, itself or under one of the names that platforms give it. */
function postsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length
  const { orderedItems, data, feed, items } = value as Record<string, unknown>
  const list = [orderedItems, data, feed, items].find(Array.isArray)
  return list === undefined ? 1 : list.length
}
