import type { ComputationProgress } from '@weft/model/computation'
import { openFirstTier } from '@weft/reading/post-reader'
import { findComputation } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rostered, rowsOf, x } from '@weft/store/load/records.test-data'
import { findNetwork } from '@weft/store/network-results'
import { openQueue } from '@weft/store/queue'
import { listScores } from '@weft/store/scores'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scoreQuarters } from './score-quarters.ts'
import { askForAllScores, workOnScores } from './work.ts'

let tested: TestDatabase
let organization: LoadingOrganization
let reader: Awaited<ReturnType<typeof openFirstTier>>
beforeAll(async () => {
  tested = await testDatabase()
  reader = await openFirstTier()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
  await organization.load(rowsOf([spoke('1', '2024-01-01'), spoke('2', '2024-03-20'), spoke('3', '2024-05-25')]))
})

const [us, ana, ben] = [x('us', '1'), x('ana', '2'), x('ben', '3')]

const spoke = (id: string, day: string, author = us) =>
  post(id, { author, mentions: [us, ana, ben].filter((one) => one !== author), time: Date.parse(day) })

const score = (options: Parameters<typeof scoreQuarters>[2] = {}) =>
  scoreQuarters({ database: tested.database, reader }, organization.id, options)

const network = (quarter: '2024-Q1' | '2024-Q2') =>
  withOrganization(tested.database, organization.id, (tx) => findNetwork(tx, quarter))

const scores = () => withOrganization(tested.database, organization.id, listScores)

test('measures and scores each quarter that is covered, with progress that never goes back', async () => {
  const progress: ComputationProgress[] = []
  expect(await score({ onProgress: (now) => progress.push(now) })).toEqual(['2024-Q1', '2024-Q2'])
  expect((await network('2024-Q1'))?.network.whole).toMatchObject({ accounts: 3, ties: 2 })
  expect(
    (await scores()).map(
      ({
        quarter,
        scores: {
          network: { whole },
        },
      }) => [quarter, whole.ties],
    ),
  ).toEqual([
    ['2024-Q1', 2],
    ['2024-Q2', 2],
  ])
  const shares = progress.map(({ share }) => share)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  expect(new Set(progress.map(({ step }) => step))).toEqual(new Set(['measuring', 'reading_posts', 'scoring']))
})

test('a network is measured again only where what it is made of has changed', async () => {
  await score()
  const [first, second] = [await network('2024-Q1'), await network('2024-Q2')]
  await organization.load(rowsOf([spoke('4', '2024-05-02', ana)]))
  // Uploads of real files differ in their bytes.
  await organization.all("update upload set sha256 = sha256(convert_to(id::text, 'UTF8'))")
  await score()
  expect(await network('2024-Q1')).toEqual(first)
  const after = await network('2024-Q2')
  expect(after?.inputHash).not.toBe(second?.inputHash)
  expect(after?.network.whole.ties).toBe(4)
})

test('a label changes the networks of the quarters in which it holds', async () => {
  await score()
  const [first, second] = [await network('2024-Q1'), await network('2024-Q2')]
  await organization.load(rowsOf([rostered(ana, { party: 'media', validFrom: '2024-04-01' })]))
  await score()
  expect(await network('2024-Q1')).toEqual(first)
  expect((await network('2024-Q2'))?.inputHash).not.toBe(second?.inputHash)
})

test('what is cancelled keeps the quarters that are whole, and goes on from there when asked again', async () => {
  const enough = new Error('enough')
  const cancelling = new AbortController()
  const onProgress = ({ quarter }: ComputationProgress) => {
    if (quarter === '2024-Q2') cancelling.abort(enough)
  }
  await expect(score({ onProgress, signal: cancelling.signal })).rejects.toBe(enough)
  const first = await network('2024-Q1')
  expect(first).toBeDefined()
  expect(await network('2024-Q2')).toBeUndefined()
  expect(await scores()).toEqual([])
  await score()
  expect(await network('2024-Q1')).toEqual(first)
  expect(await scores()).toHaveLength(2)
})

test('nothing is measured while an upload is still to be loaded', async () => {
  await organization.all("update upload set state = 'queued'")
  expect(await score()).toBeNull()
  expect(await network('2024-Q1')).toBeUndefined()
})

test('the job computes what was asked for once, asks for the scorecards, and says that it is done', async () => {
  const queue = await openQueue(tested.url)
  try {
    const service = { database: tested.database, queue, logger: pino({ level: 'silent' }), reader }
    const drafted: string[] = []
    const last = new Promise<void>((resolve) =>
      queue.work('draft_scorecard', async ({ organizationId, quarter }) => {
        if (organizationId !== organization.id) return
        drafted.push(quarter)
        if (drafted.length === 2) resolve()
      }),
    )
    await askForAllScores(service)
    await askForAllScores(service)
    workOnScores(service)
    await last
    // Waits for the jobs under way; closing twice is the same as once.
    await queue.close()
    expect(drafted.toSorted()).toEqual(['2024-Q1', '2024-Q2'])
    const computation = await withOrganization(tested.database, organization.id, findComputation)
    expect(computation).toMatchObject({ state: 'done', progress: null, problem: null })
  } finally {
    await queue.close()
  }
})
