import { quarterNamed } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { QUALITY } from '@weft/practices/invented-history.test-data'
import type { PostReader } from '@weft/reading/post-reader'
import { saying } from '@weft/store/checked-posts.test-data'
import { checkPosts, frameOfQuarter, saveCheck } from '@weft/store/checks'
import { withOrganization } from '@weft/store/database'
import { saveLabels } from '@weft/store/labels'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { askForLocalHeads, localHeads, withdrawLocalHead } from '@weft/store/local-heads'
import { declareOwned } from '@weft/store/parties'
import { postTexts } from '@weft/store/posts'
import { findScores } from '@weft/store/scores'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { learnLocalHeads } from './learn-local-heads.ts'
import { scoreQuarters } from './score-quarters.ts'

let tested: TestDatabase
let museum: LoadingOrganization
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const WINTER = quarterNamed('2024-Q1')
const us = x('us', '1')

const asksOf = (n: number) => n % 4 === 0

/** 120 originals of ours; every fourth asks, in words that the reader does not know. */
beforeEach(async () => {
  museum = await someMuseum()
})

async function someMuseum(): Promise<LoadingOrganization> {
  const made = await loadingOrganization(tested.database)
  await withOrganization(tested.database, made.id, (tx) => declareOwned(tx, made.id, [us]))
  const posts = Array.from({ length: 120 }, (_, n) =>
    post(String(n), {
      time: WINTER.from + (n + 1) * 12 * 3_600_000,
      text: asksOf(n) ? `Tell us what to hang in room ${n}` : `The loom in room ${n} is being cleaned`,
    }),
  )
  const from = WINTER.from
  const acts = ['post' as const]
  const outbound = { platform: 'x' as const, account: us, direction: 'outbound' as const, acts, text: true }
  await made.load(rowsOf(posts), {
    summary: { owner: null, coverage: [{ ...outbound, from, to: WINTER.to }], notes: [] },
  })
  return made
}

/** A reader that is never sure of anything. */
const doubtful: PostReader = {
  version: 'doubtful',
  quality: { ...QUALITY, version: 'doubtful' },
  read: async (posts) =>
    posts.map(() => {
      const signals = Object.fromEntries(SIGNALS.map((signal) => [signal, 0.4])) as Record<Signal, number>
      return { language: 'en', languageReliable: true, signals, review: {} }
    }),
}

const service = () => ({ database: tested.database, reader: doubtful })
const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2], id = museum.id) =>
  withOrganization(tested.database, id, work)

async function scored(id = museum.id) {
  await scoreQuarters(service(), id)
  return (await within((tx) => findScores(tx, WINTER.name), id))!
}

/** Has people check sixty posts and say what they find. */
async function check(): Promise<void> {
  await within(async (tx) => {
    const frame = await frameOfQuarter(tx, WINTER)
    const sample = frame.slice(0, 60).map(({ id }, n) => ({ id, order: n + 1, inclusionProbability: 0.5 }))
    await saveCheck(tx, museum.id, WINTER.name, sample)
    const drawn = (await checkPosts(tx, WINTER)).map(({ postId }) => postId)
    const said = (await postTexts(tx, drawn)).map(({ id: postId, text }) => ({
      postId,
      labels: text.startsWith('Tell us') ? saying('asks') : saying(),
    }))
    await saveLabels(tx, museum.id, { said, picked: 'check', setBy: 'eva' })
  })
}

async function learn(...signals: Signal[]) {
  await within((tx) => askForLocalHeads(tx, museum.id, { signals, askedBy: 'eva' }))
  await learnLocalHeads(service(), museum.id)
  return await within(localHeads)
}

test('a head that reads better is kept: posts are read by it and quarters scored anew, and nobody else’s', async () => {
  const other = await someMuseum()
  await check()
  expect((await scored()).method.reader).toBe('doubtful')
  const [head] = await learn('asks')
  expect(head).toMatchObject({
    signal: 'asks',
    askedBy: 'eva',
    isWaiting: false,
    learnt: { state: 'accepted', reader: 'doubtful', evidence: { drawn: 60, labels: 60, positives: 16 } },
  })
  const after = await scored()
  expect(after.method.reader).toMatch(/^doubtful\+local\.[0-9a-f]{12}$/)
  const readings = await within(async (tx) =>
    (await frameOfQuarter(tx, WINTER)).map(({ scores }) => scores!.asks).sort((one, two) => two - one),
  )
  // The thirty that ask stand apart from the ninety that do not, checked or not.
  expect(readings[29]!).toBeGreaterThan(2 * readings[30]!)
  expect((await scored(other.id)).method.reader).toBe('doubtful')
  expect(await within(localHeads, other.id)).toEqual([])
})

test('learning the same again is the same reader, and nothing is left to learn; going back is the reader as it was', async () => {
  await check()
  await learn('asks')
  const { method, inputHash } = await scored()
  expect(await learnLocalHeads(service(), museum.id)).toEqual([])
  await learn('asks')
  expect(await scored()).toMatchObject({ method, inputHash })
  expect(await within((tx) => withdrawLocalHead(tx, 'asks'))).toBe(true)
  expect((await scored()).method.reader).toBe('doubtful')
  expect(await within((tx) => withdrawLocalHead(tx, 'asks'))).toBe(false)
})

test('too little changes nothing and says so; a head learnt on another reader is out of use', async () => {
  expect(await learn('asks')).toMatchObject([{ learnt: { state: 'too_few', evidence: { drawn: 0, positives: 0 } } }])
  expect((await scored()).method.reader).toBe('doubtful')
  await check()
  await learn('asks')
  await scoreQuarters({ database: tested.database, reader: { ...doubtful, version: 'newer' } }, museum.id)
  expect((await within((tx) => findScores(tx, WINTER.name)))!.method.reader).toBe('newer')
})
