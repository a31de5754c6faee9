import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withOrganization } from '../database.ts'
import { savePostReadings } from '../readings.ts'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { type LoadingOrganization, loadingOrganization } from './loading.test-data.ts'
import { counted, deleted, described, follow, like, post, rowsOf, x } from './records.test-data.ts'

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

const at = (date: string) => Date.parse(date)

test('a row is one row whatever it tells besides: new, then known, then updated by what fills in or corrects', async () => {
  const us = x('us', '1')
  const row = (likes: number, part = {}) =>
    rowsOf([
      [post('1', part), described(us, { displayName: 'Us' }), counted(us, likes, { postId: '1', thing: 'likes' })],
    ])
  expect(await organization.countsOf(await organization.load(row(3)))).toMatchObject({ rows: 1, new: 1 })
  expect(await organization.countsOf(await organization.load(row(3)))).toMatchObject({ rows: 1, known: 1 })
  expect(await organization.countsOf(await organization.load(row(4)))).toMatchObject({ rows: 1, updated: 1 })
  expect(await organization.countsOf(await organization.load(row(4, { url: 'https://x.com/us/1' })))).toMatchObject({
    rows: 1,
    updated: 1,
  })
  expect(await organization.all('select value, url from reported_count, post')).toEqual([
    { value: '4', url: 'https://x.com/us/1' },
  ])
})

test('a number that is told again with another value is the later upload’s', async () => {
  const us = x('us', '1')
  const rows = (value: number) => rowsOf([counted(us, value), counted(us, value, { time: null })])
  expect(await organization.countsOf(await organization.load(rows(10)))).toMatchObject({ new: 2 })
  expect(await organization.countsOf(await organization.load(rows(12)))).toMatchObject({ new: 0, updated: 2 })
  expect(await organization.countsOf(await organization.load(rows(12)))).toMatchObject({ updated: 0, known: 2 })
  expect(await organization.all('select value from reported_count')).toEqual([{ value: '12' }, { value: '12' }])
})

test('a later file says when a known follow began and ended', async () => {
  const told = (part = {}) => rowsOf([follow(x('ana'), x('us'), part)])
  await organization.load(told())
  const counts = await organization.countsOf(await organization.load(told({ since: at('2023-01-01') })))
  expect(counts).toMatchObject({ new: 0, updated: 1 })
  await organization.load(told({ since: at('2020-01-01'), until: at('2024-02-01') }))
  expect(await organization.all('select since, until from follow')).toEqual([
    { since: new Date('2023-01-01'), until: new Date('2024-02-01') },
  ])
})

test('an account’s words about itself are the newest that were told, whichever file came last', async () => {
  const us = x('us', '1')
  const profile = (time: string, name: string) =>
    rowsOf([[post(time, { time: at(time) }), described(us, { displayName: name, website: `https://${name}.example` })]])
  await organization.load(profile('2024-02-01', 'second'))
  await organization.load(profile('2024-01-01', 'first'))
  expect(await organization.all('select display_name, website from account')).toEqual([
    { display_name: 'second', website: 'https://second.example' },
  ])
  await organization.load(profile('2024-03-01', 'third'))
  expect(await organization.all('select display_name from account')).toEqual([{ display_name: 'third' }])
})

test('a row about an account that changes what is known of it is an update', async () => {
  await organization.load(rowsOf([described(x('us', '1'), { displayName: 'Us', description: 'We weave.' })]))
  const load = async (part = {}) =>
    await organization.countsOf(await organization.load(rowsOf([described(x('us', '1'), part)])))
  expect(await load({ displayName: 'Us' })).toMatchObject({ updated: 0, known: 1 })
  expect(await load({ description: 'We weave and dye.' })).toMatchObject({ updated: 1, known: 0 })
  expect(await organization.all('select display_name, description from account')).toEqual([
    { display_name: 'Us', description: 'We weave and dye.' },
  ])
})

test('an account goes by its newest handle and keeps what is told under the old one', async () => {
  const mention = (id: string, time: string, account: ReturnType<typeof x>) =>
    rowsOf([post(id, { time: at(time), mentions: [account] })])
  await organization.load(mention('1', '2024-01-01', x('ana', '42')))
  const renamed = await organization.load(mention('2', '2024-03-01', x('anna', '42')))
  await organization.load(mention('3', '2024-02-01', x('ana', '42')))
  await organization.load(mention('4', '2024-02-02', x('ana')))
  expect(await organization.countsOf(renamed)).toMatchObject({ new: 1 })
  expect(
    await organization.all(`select handle, platform_id, count(*)::integer as mentions
      from interaction join account on account.id = target_id group by 1, 2`),
  ).toEqual([{ handle: 'anna', platform_id: '42', mentions: 4 }])
})

test('a row that only renames its account is an update', async () => {
  await organization.load(rowsOf([described(x('ana', '42'))]))
  const counts = await organization.countsOf(await organization.load(rowsOf([described(x('anna', '42'))])))
  expect(counts).toMatchObject({ new: 0, updated: 1, known: 0 })
})

test('what was told under two handles of one account comes together, and the same act counts once', async () => {
  const mentioning = (id: string, ...handles: string[]) => post(id, { mentions: handles.map((handle) => x(handle)) })
  await organization.load(
    rowsOf([
      mentioning('1', 'ana', 'anna'),
      post('2', { author: x('ana') }),
      like(x('ana'), x('us'), '9'),
      like(x('anna'), x('us'), '9'),
    ]),
  )
  await organization.load(
    rowsOf([
      post('3', { time: at('2024-01-01'), mentions: [x('ana', '42')] }),
      post('4', { time: at('2024-02-01'), mentions: [x('anna', '42')] }),
    ]),
  )
  expect(await organization.all(`select handle from account where platform_id = '42' or handle like 'an%'`)).toEqual([
    { handle: 'anna' },
  ])
  expect(await organization.all('select kind from interaction order by kind')).toEqual([
    { kind: 'like' },
    { kind: 'mention' },
    { kind: 'mention' },
    { kind: 'mention' },
  ])
})

test('an edited post stands in its latest form, with the acts of that form only', async () => {
  const first = post('1', { text: 'ask ana and ben', mentions: [x('ana'), x('ben')] })
  const edited = (text: string, time: string, mentions: ReturnType<typeof x>[]) =>
    post('1', { text, mentions, edit: { time: at(time), replaces: [] } })
  const words = async () =>
    await organization.all(`select text, edited, array_agg(handle order by handle) as mentions from post
      join interaction using (platform_post_id) join account on account.id = target_id group by 1, 2`)
  await organization.load(rowsOf([first]))
  const correction = rowsOf([edited('ask ben and cai', '2024-02-03', [x('ben'), x('cai')])])
  expect(await organization.countsOf(await organization.load(correction))).toMatchObject({ new: 0, updated: 1 })
  const latest = [{ text: 'ask ben and cai', edited: true, mentions: ['ben', 'cai'] }]
  expect(await words()).toEqual(latest)
  for (const older of [first, edited('ask ana', '2024-02-02', [x('ana')])]) {
    expect(await organization.countsOf(await organization.load(rowsOf([older])))).toMatchObject({ known: 1 })
    expect(await words()).toEqual(latest)
  }
  expect(await organization.countsOf(await organization.load(correction))).toMatchObject({ known: 1 })
})

test('words that were edited are to be read again', async () => {
  await organization.load(rowsOf([post('1')]))
  const [stored] = await organization.all<{ id: string }>('select id from post')
  const reading = { language: 'en', languageReliable: true, signals: null }
  await withOrganization(tested.database, organization.id, (tx) =>
    savePostReadings(tx, organization.id, 'reader', [{ postId: stored?.id ?? '', reading }]),
  )
  await organization.load(rowsOf([post('1', { text: 'other', edit: { time: null, replaces: [] } })]))
  expect(await organization.all('select from post_reading')).toHaveLength(0)
  expect(await organization.all('select text from post')).toEqual([{ text: 'other' }])
})

test('forms that an edit replaced are taken out with their acts, and do not come back', async () => {
  const old = post('1', { mentions: [x('ana')] })
  const present = post('2', { mentions: [x('ben')], edit: { time: at('2024-02-03'), replaces: ['1', '2'] } })
  const stored = () =>
    organization.all(
      'select platform_post_id, handle from post join interaction using (platform_post_id) join account on account.id = target_id',
    )
  await organization.load(rowsOf([old]))
  for (const record of [present, old, present]) {
    await organization.load(rowsOf([record]))
    expect(await stored()).toEqual([{ platform_post_id: '2', handle: 'ben' }])
  }
})

test('a deleted post goes with its acts, its numbers and the likes of it, and no older export brings it back', async () => {
  const us = x('us', '1')
  const export1 = rowsOf([
    [post('1', { mentions: [x('ana')] }), counted(us, 3, { postId: '1', thing: 'likes' })],
    like(x('ben'), us, '1'),
    post('2', { mentions: [x('ana')] }),
  ])
  const left = () =>
    organization.all(`select (select array_agg(platform_post_id) from post) as posts,
      (select count(*)::integer from interaction) as acts, (select count(*)::integer from reported_count) as counts`)
  await organization.load(export1)
  expect(await organization.countsOf(await organization.load(rowsOf([deleted('1')])))).toMatchObject({ updated: 1 })
  expect(await left()).toEqual([{ posts: ['2'], acts: 1, counts: 0 }])
  expect(await organization.countsOf(await organization.load(export1))).toMatchObject({ new: 0, updated: 0, known: 3 })
  expect(await left()).toEqual([{ posts: ['2'], acts: 1, counts: 0 }])
  const again = rowsOf([deleted('1'), deleted('77')])
  expect(await organization.countsOf(await organization.load(again))).toMatchObject({ new: 1, known: 1 })
})

test('a row that knows less of a post’s kind does not hide what another knows', async () => {
  const forms = [post('1', { kind: 'original' }), post('1', { kind: 'quote' }), post('1', { kind: 'reply' })]
  for (const form of forms) await organization.load(rowsOf([form]))
  expect(await organization.all('select kind from post')).toEqual([{ kind: 'quote' }])
})

test('a like that one file dates and another does not is one like, with its date', async () => {
  await organization.load(rowsOf([like(x('ana'), x('us'), '1')]))
  const dated = { ...like(x('ana'), x('us'), '1'), time: at('2024-02-01') }
  expect(await organization.countsOf(await organization.load(rowsOf([dated])))).toMatchObject({ new: 0, updated: 1 })
  expect(await organization.all('select time from interaction')).toEqual([{ time: new Date('2024-02-01') }])
})
