import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withOrganization } from '../database.ts'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { rejectsOfUpload } from '../uploads.ts'
import { NothingAccepted } from './load-upload.ts'
import { type LoadingOrganization, loadingOrganization } from './loading.test-data.ts'
import { post, rejectedRows, rowsOf, x } from './records.test-data.ts'

let tested: TestDatabase
let organization: LoadingOrganization

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
})
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
})

const posts = (count: number) => rowsOf(Array.from({ length: count }, (_, index) => post(`${index}`)))

const kept = () =>
  organization.all(`select (select count(*)::integer from post) as posts, (select count(*)::integer from account) as accounts,
    (select count(*)::integer from coverage) as coverages`)

test('one row in twenty rejected is loaded, one more is held', async () => {
  expect((await organization.loadOutcome([...posts(19), ...rejectedRows(1)])).outcome).toBe('loaded')
  expect((await organization.loadOutcome([...posts(18), ...rejectedRows(2)])).outcome).toBe('held')
  expect((await organization.loadOutcome([...posts(9), ...rejectedRows(1)])).outcome).toBe('held')
})

test('a held upload keeps what would become of its rows and why some were rejected, and no record', async () => {
  await organization.load(posts(2))
  const before = await kept()
  const coverage = [
    {
      platform: 'x' as const,
      account: x('us', '1'),
      direction: 'outbound' as const,
      acts: ['post' as const],
      text: true,
      from: null,
      to: null,
    },
  ]
  const { uploadId, outcome } = await organization.loadOutcome([...posts(4), ...rejectedRows(3)], {
    summary: { owner: null, coverage, notes: [] },
  })
  expect(outcome).toBe('held')
  expect(await organization.countsOf(uploadId)).toEqual({
    rows: 7,
    new: 2,
    updated: 0,
    known: 2,
    rejected: 3,
    ignored: 0,
  })
  const rejects = await withOrganization(tested.database, organization.id, (tx) =>
    rejectsOfUpload(tx, uploadId, { limit: 10 }),
  )
  expect(rejects.map(({ unit, row }) => `${unit} ${row}`)).toEqual(['item 1000', 'item 1001', 'item 1002'])
  expect(await kept()).toEqual(before)
})

test('accepted by a person, a held upload is loaded, and its receipt takes the place of the one before', async () => {
  const rows = [...posts(4), ...rejectedRows(3)]
  const uploadId = await organization.load(rows)
  expect(await kept()).toEqual([{ posts: 0, accounts: 0, coverages: 0 }])
  const { outcome } = await organization.loadOutcome(rows, { uploadId, rejectedShareMax: null })
  expect(outcome).toBe('loaded')
  expect(await organization.countsOf(uploadId)).toEqual({
    rows: 7,
    new: 4,
    updated: 0,
    known: 0,
    rejected: 3,
    ignored: 0,
  })
  expect(await organization.all('select from reject')).toHaveLength(3)
  expect(await kept()).toEqual([{ posts: 4, accounts: 1, coverages: 0 }])
})

test('an upload of which nothing can be used is a failure, not a question', async () => {
  await expect(organization.load(rejectedRows(3))).rejects.toThrow(NothingAccepted)
  await expect(organization.load(rejectedRows(3), { rejectedShareMax: null })).rejects.toThrow(
    /a\.csv item 1000, column time/,
  )
})

test('a file beside others of which nothing can be used holds the upload, however few its rows are', async () => {
  const beside = { 'b.csv': rejectedRows(1) }
  const { uploadId, outcome } = await organization.loadOutcome(posts(99), { beside })
  expect(outcome).toBe('held')
  expect(await kept()).toMatchObject([{ posts: 0 }])
  expect(await organization.loadOutcome(posts(99), { beside, uploadId, rejectedShareMax: null })).toMatchObject({
    outcome: 'loaded',
  })
  expect(await organization.countsOf(uploadId)).toMatchObject({ rows: 100, new: 99, rejected: 1 })
})
