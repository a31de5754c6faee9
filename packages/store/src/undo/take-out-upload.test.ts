import type { SourceRow } from '@weft/sources/format'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization, withOrganizationClient } from '../database.ts'
import { type LoadingFile, loadUpload } from '../load/load-upload.ts'
import { type LoadingOrganization, loadingOrganization } from '../load/loading.test-data.ts'
import {
  counted,
  deleted,
  described,
  follow,
  like,
  post,
  rejectedRows,
  rostered,
  rowsOf,
  x,
} from '../load/records.test-data.ts'
import { rowsOfFile, storedWorld, toldFiles, WHO_IS_WHO } from '../load/told-world.test-data.ts'
import { declareOwned, labelByHand } from '../parties.ts'
import { applyPartyRules, createPartyRule } from '../party-rules.ts'
import { savePostReadings, unreadPosts } from '../readings.ts'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { findUpload } from '../uploads.ts'
import { takeOutUpload } from './take-out-upload.ts'

let tested: TestDatabase

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
})

const fileOf = (rows: readonly SourceRow[]): LoadingFile => ({
  name: 'a.csv',
  format: 'hand_made',
  async *read() {
    yield [...rows]
    return { owner: null, coverage: [], notes: [] }
  },
})

/** An organization whose uploads can be loaded again, each with its rows. */
async function museum() {
  const organization = await loadingOrganization(tested.database)
  const rowsOfUpload = new Map<string, readonly SourceRow[]>()
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(tested.database, organization.id, work)
  return {
    ...organization,
    within,
    load: async (rows: readonly SourceRow[]) => {
      const uploadId = await organization.load(rows, { rejectedShareMax: null })
      rowsOfUpload.set(uploadId, rows)
      return uploadId
    },
    undo: async (uploadId: string) => {
      await withOrganizationClient(tested.database, organization.id, (client) =>
        takeOutUpload(client, organization.id, uploadId, async (other) => {
          const rows = rowsOfUpload.get(other.id) ?? []
          await loadUpload(client, organization.id, other.id, [fileOf(rows)], { rejectedShareMax: null, isAgain: true })
        }),
      )
    },
    accountId: async (handle: string) => {
      const rows = await organization.all<{ id: string }>(`select id from account where handle_folded = '${handle}'`)
      return rows.map(({ id }) => id)
    },
  }
}

/** What is stored and where each row came from, with uploads by their place among `uploads`. */
async function storedWithSources(organization: LoadingOrganization, uploads: readonly string[]) {
  const places = uploads.map((id, place) => `('${id}'::uuid, ${place})`).join(', ')
  const sources = async (table: string) =>
    await organization.all(`select place, file_number, path, row_number, count(*) from ${table}
      join (values ${places}) as loaded (id, place) on loaded.id = upload_id group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
  const tables = ['post', 'interaction', 'follow', 'reported_count', 'deleted_post', 'party_label', 'reject']
  return {
    ...(await storedWorld(organization)),
    sources: Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await sources(table)]))),
    accountsOf: await organization.all(`select handle_folded, platform_id, place, exporter, profile_time is null as bare
      from account left join (values ${places}) as loaded (id, place) on loaded.id = upload_id order by 1, 2`),
    labels: await organization.all(`select handle_folded, party, set_by, person from party_label
      join account on account.id = account_id order by party_label.id`),
    receipts: await Promise.all(uploads.map((id) => organization.countsOf(id))),
  }
}

test('with an upload undone all is as if it had never been loaded: records, where they came from, and receipts', async () => {
  await fc.assert(
    fc.asyncProperty(toldFiles, fc.nat(4), fc.nat(4), fc.boolean(), async (told, placeOfNames, undone, isDeclared) => {
      const files: SourceRow[][] = told.map((tellings) => [...rowsOfFile(tellings), ...rejectedRows(1)])
      files.splice(placeOfNames, 0, WHO_IS_WHO)
      const place = undone % files.length
      const [one, other] = [await museum(), await museum()]
      if (isDeclared) {
        for (const each of [one, other]) await each.within((tx) => declareOwned(tx, each.id, [x('us')]))
      }
      const uploads: string[] = []
      for (const rows of files) uploads.push(await one.load(rows))
      const expected: string[] = []
      for (const rows of files.toSpliced(place, 1)) expected.push(await other.load(rows))
      const before = await storedWorld(one)
      const [gone = ''] = uploads.splice(place, 1)
      await one.undo(gone)
      expect(await storedWithSources(one, uploads)).toEqual(await storedWithSources(other, expected))
      // Loaded once more it adds what it had added, now as the last.
      await one.load(files[place] ?? [])
      await other.load(files[place] ?? [])
      expect(await storedWorld(one)).toEqual(await storedWorld(other))
      expect(await storedWorld(one)).toEqual(before)
    }),
    { numRuns: 25, seed: 7 },
  )
}, 120_000)

const BEN = x('ben', '3')

test('what two uploads tell stays where one of them is undone, and is new in the receipt of the other', async () => {
  const { load, undo, countsOf, all, within } = await museum()
  const first = await load(rowsOf([post('1'), post('2'), rostered(BEN), follow(BEN, x('us', '1'))]))
  const second = await load(rowsOf([post('2'), post('3'), rostered(BEN), like(BEN, x('us', '1'), '3')]))
  expect(await countsOf(second)).toMatchObject({ rows: 4, new: 2, known: 2 })
  await undo(first)
  expect(await all('select platform_post_id as id, upload_id from post order by 1')).toEqual([
    { id: '2', upload_id: second },
    { id: '3', upload_id: second },
  ])
  expect(await all('select follower_id from follow')).toEqual([])
  expect(await all('select party, upload_id from party_label')).toEqual([{ party: 'third_party', upload_id: second }])
  expect(await countsOf(second)).toMatchObject({ rows: 4, new: 4, known: 0 })
  expect(await countsOf(first)).toMatchObject({ rows: 4, new: 4 })
  expect(await within((tx) => findUpload(tx, first))).toMatchObject({ state: 'undone', progress: null })
  expect(await within((tx) => findUpload(tx, second))).toMatchObject({ state: 'loaded' })
  await undo(second)
  for (const table of ['account', 'known_handle', 'post', 'interaction', 'follow', 'party_label', 'coverage']) {
    expect([table, await all(`select from ${table}`)]).toEqual([table, []])
  }
})

test('a post that was edited and one that was deleted by the upload stand as before, with what hangs on them', async () => {
  const { load, undo, all } = await museum()
  await load(rowsOf([post('1', { mentions: [BEN] }), post('2'), like(BEN, x('us', '1'), '2'), counted(BEN, 5)]))
  const edit = { time: Date.parse('2024-02-02'), replaces: [] }
  const corrections = [post('1', { text: 'better', edit }), deleted('2'), counted(BEN, 6)]
  const corrected = await load(rowsOf(corrections))
  expect(await all('select kind from interaction')).toEqual([])
  await undo(corrected)
  expect(await all('select platform_post_id as id, text, edited from post order by 1')).toEqual([
    { id: '1', text: 'post 1', edited: false },
    { id: '2', text: 'post 2', edited: false },
  ])
  expect(await all('select kind from interaction order by 1')).toEqual([{ kind: 'like' }, { kind: 'mention' }])
  expect(await all('select value from reported_count')).toEqual([{ value: '5' }])
  expect(await all('select from deleted_post')).toEqual([])
})

test('accounts keep their ids, though what told the platform’s id of one is undone', async () => {
  const { load, undo, accountId, all } = await museum()
  await load(rowsOf([follow(x('ana'), x('us')), follow(BEN, x('us'))]))
  const names = await load(rowsOf([described(x('ana', '2'), { displayName: 'Ana' }), described(x('cai', '4'))]))
  const [ana, ben] = [await accountId('ana'), await accountId('ben')]
  await undo(names)
  expect(await accountId('ana')).toEqual(ana)
  expect(await accountId('ben')).toEqual(ben)
  expect(await all('select handle, platform_id, display_name from account order by 1')).toEqual([
    { handle: 'ana', platform_id: null, display_name: null },
    { handle: 'ben', platform_id: '3', display_name: null },
    { handle: 'us', platform_id: null, display_name: null },
  ])
})

test('what a person said of an account keeps the account, by its name alone, and what rules said goes with theirs', async () => {
  const { id, load, undo, accountId, all, within } = await museum()
  await within((tx) => declareOwned(tx, id, [x('us')]))
  const rule = { kind: 'bio_words', platform: null, terms: ['dyer'], party: 'media', createdBy: 'key:1' } as const
  await within((tx) => createPartyRule(tx, id, { ...rule, validFrom: null, validTo: null }))
  const dyer = { displayName: 'A dyer', description: 'dyer' }
  await load(rowsOf([described(x('cai', '4'), dyer)]))
  const people = await load(rowsOf([x('us', '1'), x('ana', '2'), BEN].map((one) => described(one, dyer))))
  const [[ana = ''], us] = [await accountId('ana'), await accountId('us')]
  const label = { accountId: ana, party: 'partner', basis: 'manual', validFrom: null, validTo: null } as const
  await within((tx) => labelByHand(tx, id, label))
  await within((tx) => applyPartyRules(tx, id))
  await undo(people)
  expect(
    await all('select handle, platform_id, description, upload_id is null as by_hand from account order by 1'),
  ).toEqual([
    { handle: 'ana', platform_id: null, description: null, by_hand: true },
    { handle: 'cai', platform_id: '4', description: 'dyer', by_hand: false },
    { handle: 'us', platform_id: null, description: null, by_hand: true },
  ])
  const labels = 'select handle, party, set_by from party_label join account on account.id = account_id'
  expect(await all(`${labels} where withdrawn_at is null order by handle, party_label.id`)).toEqual([
    { handle: 'ana', party: 'partner', set_by: 'hand' },
    { handle: 'ana', party: 'media', set_by: 'rule' },
    { handle: 'cai', party: 'media', set_by: 'rule' },
    { handle: 'us', party: 'owned', set_by: 'hand' },
    { handle: 'us', party: 'media', set_by: 'rule' },
  ])
  await within((tx) => applyPartyRules(tx, id))
  expect(await all(`${labels} where withdrawn_at is null and set_by = 'rule'`)).toEqual([
    { handle: 'cai', party: 'media', set_by: 'rule' },
  ])
  expect(await accountId('ana')).toEqual([ana])
  expect(await accountId('us')).toEqual(us)
})

test('an account that people named keeps its label where others tell its id, and joins them where one is undone', async () => {
  const { id, load, undo, all, within } = await museum()
  await within((tx) => declareOwned(tx, id, [x('us')]))
  const gone = await load(rowsOf([described(x('us', '1'), { displayName: 'Old words' })]))
  await load(rowsOf([follow(x('ana'), x('us'))]))
  await load(rowsOf([described(x('us', '1'))]))
  await undo(gone)
  expect(
    await all(`select handle, platform_id, display_name, party from account
    left join party_label on account_id = account.id order by 1`),
  ).toEqual([
    { handle: 'ana', platform_id: null, display_name: null, party: null },
    { handle: 'us', platform_id: '1', display_name: null, party: 'owned' },
  ])
})

test('what was said of a handle is the handle’s again where only the upload that is undone told whose it is', async () => {
  const { id, load, undo, all, within } = await museum()
  await within((tx) => declareOwned(tx, id, [x('Us')]))
  const joins = await load(rowsOf([described(x('us', '1'))]))
  await load(rowsOf([follow(x(null, '2'), x(null, '1'))]))
  const owned = `select handle, platform_id, party from account left join party_label on account_id = account.id
    order by platform_id nulls first`
  expect(await all(owned)).toMatchObject([
    { handle: 'us', platform_id: '1', party: 'owned' },
    { platform_id: '2', party: null },
  ])
  await undo(joins)
  expect(await all(owned)).toEqual([
    { handle: 'Us', platform_id: null, party: 'owned' },
    { handle: null, platform_id: '1', party: null },
    { handle: null, platform_id: '2', party: null },
  ])
})

test('what was read in posts is kept where they still say the same, and results point to the posts that are there', async () => {
  const { id, load, undo, all, within } = await museum()
  const first = await load(
    rowsOf([post('1', { text: 'first words' }), post('2'), post('9'), follow(BEN, x('us', '1'))]),
  )
  await load(rowsOf([post('1', { text: 'other words' }), post('2')]))
  const reading = { language: 'en', languageReliable: true, signals: null }
  await within(async (tx) => {
    const posts = await unreadPosts(tx, 'rules-1', 10)
    await savePostReadings(
      tx,
      id,
      'rules-1',
      posts.map((one) => ({ postId: one.id, reading })),
    )
    const result = { organization_id: id, quarter: '2024-Q1' }
    const rubric = { rubric: 'r', rubric_changes: '[]', method_version: 1 }
    const method = { input_hash: '0', ...rubric, reader: 'rules-1', seed: 1, scores: '{}' }
    await tx
      .insertInto('quarter_result')
      .values({ ...result, ...method })
      .execute()
    await sql`insert into evidence (organization_id, quarter, indicator, number, counts, post_id)
      select organization_id, '2024-Q1', 'i', row_number() over (order by platform_post_id), true, id from post`.execute(
      tx,
    )
    await sql`insert into action (organization_id, quarter, number, id, kind, practice, indicator, account_ids, post_ids, reason, weight)
      select ${id}, '2024-Q1', 1, 'k-1', 'k', 'p', 'i', array_agg(distinct account.id),
        (select array_agg(id order by platform_post_id desc) from post), 'why', 1 from account`.execute(tx)
    await tx
      .insertInto('network_result')
      .values({ ...result, input_hash: '0', network: '{}' })
      .execute()
    await sql`insert into account_measure (organization_id, quarter, without_owned, account_id, in_degree, out_degree,
        in_strength, out_strength)
      select organization_id, '2024-Q1', false, id, 1, 1, 1, 1 from account`.execute(tx)
  })
  await undo(first)
  expect(await all('select platform_post_id as id from post_reading join post on post.id = post_id')).toEqual([
    { id: '2' },
  ])
  expect(
    await all('select number, platform_post_id as id from evidence join post on post.id = post_id order by 1'),
  ).toEqual([
    { number: 1, id: '1' },
    { number: 2, id: '2' },
  ])
  expect(await all('select number from evidence')).toHaveLength(2)
  expect(
    await all(`select array(select platform_post_id from unnest(post_ids) with ordinality as one (id, place)
    join post using (id) order by place) as posts, (select array_agg(id) from account) = account_ids as are_left
    from action`),
  ).toEqual([{ posts: ['2', '1'], are_left: true }])
  expect(await all('select handle from account_measure join account on account.id = account_id')).toEqual([
    { handle: 'us' },
  ])
})

test('what cannot be loaded again leaves everything as it was', async () => {
  const { id, load, all, countsOf } = await museum()
  const [first, second] = [
    await load(rowsOf([post('1'), post('2')])),
    await load(rowsOf([post('2'), follow(BEN, x('us', '1'))])),
  ]
  const stored = async () => ({
    posts: await all('select * from post order by id'),
    accounts: await all('select * from account order by id'),
    follows: await all('select * from follow'),
    counts: [await countsOf(first), await countsOf(second)],
  })
  const before = await stored()
  const broken = withOrganizationClient(tested.database, id, (client) =>
    takeOutUpload(client, id, first, async () => await Promise.reject(new Error('no such file'))),
  )
  await expect(broken).rejects.toThrow('no such file')
  expect(await stored()).toEqual(before)
})
