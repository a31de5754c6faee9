import { quarterNamed } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { QUALITY } from '@weft/practices/invented-history.test-data'
import type { PostReader } from '@weft/reading/post-reader'
import { checkPosts, frameOfQuarter, saveCheck } from '@weft/store/checks'
import { withOrganization } from '@weft/store/database'
import { listEvidence } from '@weft/store/evidence'
import { saveLabels } from '@weft/store/labels'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { declareOwned } from '@weft/store/parties'
import { findScores } from '@weft/store/scores'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scoreQuarters } from './score-quarters.ts'

let tested: TestDatabase
let museum: LoadingOrganization
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const WINTER = quarterNamed('2024-Q1')
const us = x('us', '1')

/** Sixty originals of ours over the quarter, in an archive of our account. */
beforeEach(async () => {
  museum = await loadingOrganization(tested.database)
  await withOrganization(tested.database, museum.id, (tx) => declareOwned(tx, museum.id, [us]))
  const day = 24 * 3_600_000
  const posts = Array.from({ length: 60 }, (_, n) => post(String(n), { time: WINTER.from + (n + 15) * day }))
  const from = WINTER.from
  const coverage = [
    {
      platform: 'x' as const,
      account: us,
      direction: 'outbound' as const,
      acts: ['post' as const],
      text: true,
      from,
      to: WINTER.to,
    },
  ]
  await museum.load(rowsOf(posts), { summary: { owner: null, coverage, notes: [] } })
})

const allSignals = <Value>(valueOf: (signal: Signal) => Value) =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, valueOf(signal)])) as Record<Signal, Value>

/** A reader that is never sure of anything. */
const doubtful: PostReader = {
  version: 'doubtful',
  quality: QUALITY,
  read: async (posts) =>
    posts.map(() => ({ language: 'en', languageReliable: true, signals: allSignals(() => 0.4), review: {} })),
}

const score = () => scoreQuarters({ database: tested.database, reader: doubtful }, museum.id)

async function asking() {
  await score()
  const found = await withOrganization(tested.database, museum.id, (tx) => findScores(tx, WINTER.name))
  return found!.scores.practices.vulnerability.indicators['vulnerability.asking']!
}

/** Draws a check of so many posts and has people say that the first ones ask for advice. */
async function check(size: number, asks: number): Promise<void> {
  await withOrganization(tested.database, museum.id, async (tx) => {
    const frame = await frameOfQuarter(tx, WINTER)
    const inclusionProbability = size / frame.length
    const sample = frame.slice(0, size).map(({ id }, n) => ({ id, order: n + 1, inclusionProbability }))
    await saveCheck(tx, museum.id, WINTER.name, sample)
    const drawn = await checkPosts(tx, WINTER)
    const said = drawn.map(({ postId }, n) => ({
      postId,
      labels: allSignals((signal) => signal === 'asks' && n < asks),
    }))
    await saveLabels(tx, museum.id, { said, picked: 'check', setBy: 'eva' })
  })
}

async function overrule(postId: string): Promise<void> {
  const said = [{ postId, labels: { asks: true } }]
  await withOrganization(tested.database, museum.id, (tx) =>
    saveLabels(tx, museum.id, { said, picked: 'overruled', setBy: 'eva' }),
  )
}

const postIds = async () =>
  (await withOrganization(tested.database, museum.id, (tx) => frameOfQuarter(tx, WINTER))).map(({ postId }) => postId)

test('a share of posts is a range until a check, and then a number that says what it rests on', async () => {
  expect(await asking()).toMatchObject({ state: 'provisional', value: null, score: null })
  await check(50, 10)
  const found = await asking()
  expect(found).toMatchObject({
    state: 'measured',
    n: 60,
    reason: '50 of 60 own originals checked by people; estimator: strata.',
  })
  expect(found.value).toBeCloseTo(0.2, 2)
})

test('what somebody overruled counts as they say until a check, and then has no part in the share', async () => {
  const before = await asking()
  for (const id of (await postIds()).slice(0, 12)) await overrule(id)
  const after = await asking()
  expect(after.valueInterval![0]).toBeGreaterThan(before.valueInterval![0])
  const evidence = await withOrganization(tested.database, museum.id, (tx) =>
    listEvidence(tx, WINTER, 'vulnerability.asking', { limit: 100, counts: true }),
  )
  expect(evidence.map(({ postId }) => postId)).toEqual((await postIds()).slice(0, 12))
  expect(new Set(evidence.map(({ labelledBy }) => labelledBy))).toEqual(new Set(['person']))
  await check(50, 10)
  const checked = await asking()
  for (const id of (await postIds()).slice(30, 55)) await overrule(id)
  expect(await asking()).toEqual(checked)
})

test('a label makes results anew, and the same labels make the same result', async () => {
  const hash = async () => {
    await score()
    return (await withOrganization(tested.database, museum.id, (tx) => findScores(tx, WINTER.name)))!.inputHash
  }
  const before = await hash()
  const [first] = await postIds()
  await overrule(first!)
  const after = await hash()
  expect(after).not.toBe(before)
  await overrule(first!)
  expect(await hash()).toBe(after)
})
