import { randomUUID } from 'node:crypto'
import type { AccountRef } from '@weft/model/account'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withOrganization, withOrganizationClient } from '../database.ts'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { createUpload, receiptOfUpload, rejectsOfUpload } from '../uploads.ts'
import { loadUpload, NothingAccepted } from './load-upload.ts'
import { type LoadingOrganization, loadingOrganization } from './loading.test-data.ts'
import { follow, like, post, rostered, rowsOf, x } from './records.test-data.ts'

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

test('a post makes its interactions, and the receipt counts source rows, not records', async () => {
  const id = await organization.load(
    rowsOf([post('1', { kind: 'reply', parentAuthor: x('ana', '2'), mentions: [x('ana', '2'), x('ben')] }), post('2')]),
  )
  expect(await organization.countsOf(id)).toEqual({ rows: 2, new: 2, updated: 0, known: 0, rejected: 0, ignored: 0 })
  expect(
    await organization.all('select kind, handle from interaction join account on account.id = target_id order by kind'),
  ).toEqual([
    { kind: 'mention', handle: 'ben' },
    { kind: 'reply', handle: 'ana' },
  ])
})

test('the same rows again add nothing', async () => {
  const rows = rowsOf([
    post('1', { mentions: [x('ana')] }),
    like(x('us', '1'), x('cai'), '77'),
    follow(x(null, '5'), x('us', '1')),
    rostered(x('ana')),
  ])
  expect((await organization.countsOf(await organization.load(rows))).new).toBe(4)
  expect(await organization.countsOf(await organization.load(rows))).toMatchObject({ rows: 4, new: 0, known: 4 })
  const [count] = await organization.all<{ n: string }>(
    'select (select count(*) from post) + (select count(*) from interaction) + (select count(*) from follow) + (select count(*) from party_label) as n',
  )
  expect(count?.n).toBe('5')
})

test('a row that repeats one of the same file is known, not new', async () => {
  expect(await organization.countsOf(await organization.load(rowsOf([post('1'), post('1')])))).toMatchObject({
    rows: 2,
    new: 1,
    known: 1,
  })
})

test('rows of several kinds, some new and some that fill in what was known, add up to what came', async () => {
  await organization.load(rowsOf([post('1', { text: null })]))
  const rows = rowsOf([
    post('1', { text: 'opened' }),
    post('2'),
    like(x('us', '1'), x('cai'), '1'),
    follow(x('dee'), x('us', '1')),
  ])
  const counts = await organization.countsOf(await organization.load(rows))
  expect(counts).toEqual({ rows: 4, new: 3, updated: 1, known: 0, rejected: 0, ignored: 0 })
})

test('a later file fills what was empty and overwrites nothing', async () => {
  await organization.load(rowsOf([post('1', { text: null, language: null }), post('2', { text: 'first words' })]))
  const counts = await organization.countsOf(
    await organization.load(rowsOf([post('1', { text: 'found' }), post('2', { text: 'other words' })])),
  )
  expect(counts).toMatchObject({ new: 0, updated: 1, known: 1 })
  expect(await organization.all('select text from post order by platform_post_id')).toEqual([
    { text: 'found' },
    { text: 'first words' },
  ])
})

test('an account first seen by handle and later by id becomes one, and takes its acts and label along', async () => {
  await organization.load(rowsOf([post('1', { mentions: [x('Ana')] }), rostered(x('ana'))]))
  await organization.load(rowsOf([post('2', { mentions: [x('ana', '42')] })]))
  await organization.load(rowsOf([post('3', { mentions: [x('ANA')] })]))
  expect(await organization.all(`select platform_id from account where handle_folded = 'ana'`)).toEqual([
    { platform_id: '42' },
  ])
  expect(
    await organization.all(
      `select count(*)::integer as mentions, max(party) as party from interaction
       join account on account.id = target_id left join party_label on account_id = account.id where platform_id = '42'`,
    ),
  ).toEqual([{ mentions: 3, party: 'third_party' }])
})

test('an account first seen by id is found by its handle once both are known', async () => {
  await organization.load(rowsOf([follow(x(null, '9'), x('us', '1'))]))
  await organization.load(rowsOf([post('1', { mentions: [x('dee', '9')] }), rostered(x('dee'))]))
  expect(
    await organization.all(`select id from account where platform_id = '9' or handle_folded = 'dee'`),
  ).toHaveLength(1)
})

test('one act that two files name differently counts once when the accounts turn out to be one', async () => {
  const reply = (author: AccountRef) => post('1', { author: x('us', '1'), mentions: [author] })
  await organization.load(rowsOf([reply(x('eve'))]))
  await organization.load(rowsOf([reply(x(null, '8'))]))
  await organization.load(rowsOf([post('2', { mentions: [x('eve', '8')] })]))
  expect(await organization.all('select kind from interaction')).toHaveLength(2)
})

test('rejected and ignored rows are counted, kept with their reason, and come back in order', async () => {
  const place = { file: 'a.csv', unit: 'line' as const, row: 3 }
  const id = await organization.load([
    ...rowsOf([post('1')]),
    {
      place,
      outcome: 'rejected',
      column: 'time',
      value: 'soon\u0000',
      problem: 'not a time',
      fix: 'write ISO 8601',
      original: { id: '7', 'ti\u0000me': 'soon\u0000\uD800' },
    },
    { place, outcome: 'ignored', reason: 'a direct message' },
  ])
  expect(await organization.countsOf(id)).toEqual({ rows: 3, new: 1, updated: 0, known: 0, rejected: 1, ignored: 1 })
  const { rejects, receipt } = await withOrganization(tested.database, organization.id, async (tx) => ({
    rejects: await rejectsOfUpload(tx, id, { limit: 10 }),
    receipt: await receiptOfUpload(tx, id),
  }))
  expect(rejects).toEqual([
    {
      file: 'a.csv',
      unit: 'line',
      row: 3,
      column: 'time',
      value: 'soon\uFFFD',
      problem: 'not a time',
      fix: 'write ISO 8601',
      original: { id: '7', 'ti\uFFFDme': 'soon\uFFFD\uFFFD' },
    },
  ])
  expect(receipt.files[0]?.ignoredReasons).toEqual({ 'a direct message': 1 })
})

test('a file of which nothing can be used is a failure that keeps nothing', async () => {
  const place = { file: 'a.csv', unit: 'line' as const, row: 2 }
  await expect(
    organization.load([{ place, outcome: 'rejected', column: 'time', value: '', problem: 'no time', fix: 'give one' }]),
  ).rejects.toThrow(/none of the 1 rows of a.csv could be used; first: a.csv line 2, column time: no time/)
  await expect(organization.load([])).rejects.toThrow(NothingAccepted)
  expect(await organization.all('select from upload_file')).toHaveLength(0)
})

test('a list in a larger export that is empty, or of which all is left out on purpose, keeps the others from nothing', async () => {
  const place = { file: 'r.csv', unit: 'line' as const, row: 2 }
  const id = await organization.load(rowsOf([post('1')]), {
    beside: { 'r.csv': [{ place, outcome: 'ignored', reason: 'a reaction' }], 'last-page.csv': [] },
  })
  expect(await organization.countsOf(id)).toMatchObject({ rows: 2, new: 1, ignored: 1 })
})

test('what a reader throws half-way leaves no row behind', async () => {
  const id = randomUUID()
  await withOrganization(tested.database, organization.id, (tx) =>
    createUpload(tx, organization.id, { id, name: 'b', fileKey: id, sha256: '00'.repeat(32), bytes: 1 }),
  )
  const broken = withOrganizationClient(tested.database, organization.id, (client) =>
    loadUpload(client, organization.id, id, [
      {
        name: 'b',
        format: 'hand_made',
        // oxlint-disable-next-line require-yield -- the summary is never reached
        async *read() {
          yield rowsOf([post('1')])
          throw new Error('cut off')
        },
      },
    ]),
  )
  await expect(broken).rejects.toThrow('cut off')
  expect(await organization.all('select from post')).toHaveLength(0)
})

test('coverage names the account whose export it is', async () => {
  const owner = {
    type: 'account' as const,
    account: x('us', '1'),
    displayName: 'Us',
    description: null,
    exporter: true,
  }
  const id = await organization.load(rowsOf([post('1')]), {
    summary: {
      owner,
      notes: ['read as UTF-8'],
      coverage: [
        {
          platform: 'x',
          account: x('us', '1'),
          direction: 'outbound',
          acts: ['post', 'reply'],
          text: true,
          from: Date.parse('2024-01-01'),
          to: Date.parse('2024-04-01'),
        },
      ],
    },
  })
  const receipt = await withOrganization(tested.database, organization.id, (tx) => receiptOfUpload(tx, id))
  expect(receipt.files[0]).toMatchObject({
    notes: ['read as UTF-8'],
    coverage: [{ account: '@us', direction: 'outbound', from: '2024-01-01T00:00:00.000Z', text: true }],
  })
  expect(await organization.all('select display_name, exporter from account where exporter')).toEqual([
    { display_name: 'Us', exporter: true },
  ])
})

test('two loads of one organization at once end as one after the other', async () => {
  const rows = rowsOf(
    Array.from({ length: 40 }, (_, index) => post(`${index}`, { mentions: [x(`visitor${index % 7}`)] })),
  )
  const ids = await Promise.all([
    organization.load(rows),
    organization.load(rows.toReversed()),
    organization.load(rows),
  ])
  const counts = await Promise.all(ids.map((id) => organization.countsOf(id)))
  expect(counts.map((each) => each.new).toSorted((one, other) => one - other)).toEqual([0, 0, 40])
  expect(counts.map((each) => each.rows)).toEqual([40, 40, 40])
  expect(await organization.all('select from interaction')).toHaveLength(40)
  expect(await organization.all('select from account')).toHaveLength(8)
})
