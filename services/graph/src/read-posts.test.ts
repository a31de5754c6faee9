import { SIGNALS } from '@weft/model/signal'
import type { PostReader, PostToRead } from '@weft/reading/post-reader'
import { openFirstTier } from '@weft/reading/post-reader'
import { askForScores, findComputation } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { openQueue } from '@weft/store/queue'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readPosts } from './read-posts.ts'
import { workOnScores } from './work.ts'

let tested: TestDatabase
let organization: LoadingOrganization
let firstTier: PostReader
beforeAll(async () => {
  tested = await testDatabase()
  firstTier = await openFirstTier()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
  await organization.load(rowsOf(Array.from({ length: 600 }, (_, day) => spoke(String(day), `Open on day ${day}`))))
})

const spoke = (id: string, text: string) =>
  post(id, { author: x('us', '1'), text, time: Date.parse('2024-01-01') + Number(id) * 60_000 })

/** A reader that says nothing of any post, and notes what it is asked. */
function notingReader(version: string, onRead: (asked: number) => void | Promise<void> = () => undefined) {
  const asked: string[] = []
  const reader: PostReader = {
    version,
    quality: { ...firstTier.quality, version },
    read: async (posts: readonly PostToRead[]) => {
      asked.push(...posts.map(({ text }) => text))
      await onRead(asked.length)
      const signals = Object.fromEntries(SIGNALS.map((signal) => [signal, 0.5])) as Record<
        (typeof SIGNALS)[number],
        number
      >
      return posts.map(() => ({ language: 'en', languageReliable: true, signals, review: {} }))
    },
  }
  return { asked, reader }
}

async function read(reader: PostReader, signal = new AbortController().signal): Promise<number[]> {
  const shares: number[] = []
  const onProgress = (share: number): void => void shares.push(share)
  await readPosts({ database: tested.database, reader }, organization.id, { onProgress, signal })
  return shares
}

const versions = async () =>
  await organization.all('select reader, count(*)::int as posts from post_reading group by reader order by reader')

test('each post is read once, and the share that is read is told', async () => {
  const { asked, reader } = notingReader('one')
  const shares = await read(reader)
  expect(new Set(asked).size).toBe(600)
  expect(shares).toEqual([250 / 600, 500 / 600, 1])
  expect(await read(reader)).toEqual([])
  expect(asked).toHaveLength(600)
})

test('readings of both tiers take the place of the first’s, post by post, and a stop loses only what is under way', async () => {
  await read(notingReader('first').reader)
  const stopping = new AbortController()
  const both = notingReader('first+second', (asked) => {
    if (asked === 500) stopping.abort(new Error('stopped'))
  })
  await expect(read(both.reader, stopping.signal)).rejects.toThrow('stopped')
  expect(await versions()).toEqual([
    { reader: 'first', posts: 100 },
    { reader: 'first+second', posts: 500 },
  ])
  expect(await read(both.reader)).toEqual([1])
  expect(both.asked).toHaveLength(600)
  expect(await versions()).toEqual([{ reader: 'first+second', posts: 600 }])
})

test('a post that changes while it is read is not taken for what it was, and is read the next time', async () => {
  let isChanged = false
  const { asked, reader } = notingReader('one', async () => {
    if (isChanged) return
    isChanged = true
    await organization.load(rowsOf([{ ...spoke('0', 'Closed today'), edit: { time: null, replaces: [] } }]))
    await organization.all(`delete from post where platform_post_id = '1'`)
  })
  await read(reader)
  expect(await versions()).toEqual([{ reader: 'one', posts: 598 }])
  await read(reader)
  expect(asked.slice(600)).toEqual(['Closed today'])
  expect(await versions()).toEqual([{ reader: 'one', posts: 599 }])
})

test('a process that is to end leaves reading to the next, which goes on where it was', async () => {
  const ending = new AbortController()
  const slow = notingReader('slow', (asked) => {
    if (asked === 250) ending.abort()
  })
  const service = { database: tested.database, logger: pino({ level: 'silent' }) }
  const state = async () => (await withOrganization(tested.database, organization.id, findComputation))?.state
  const first = await openQueue(tested.url)
  workOnScores({ ...service, queue: first, reader: slow.reader, ending: ending.signal })
  await askForScores({ ...service, queue: first }, organization.id)
  await expect.poll(() => ending.signal.aborted, { timeout: 30_000 }).toBe(true)
  await first.close()
  expect(await state()).toBe('queued')
  expect(await versions()).toEqual([{ reader: 'slow', posts: 250 }])

  const second = await openQueue(tested.url)
  workOnScores({ ...service, queue: second, reader: slow.reader })
  await expect.poll(state, { timeout: 30_000 }).toBe('done')
  await second.close()
  expect(slow.asked).toHaveLength(600)
}, 60_000)
