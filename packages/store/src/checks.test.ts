import { checkFrames } from '@weft/practices/check-frames'
import { quarterView } from '@weft/practices/quarter-view'
import type { ScoringInput } from '@weft/practices/scoring-input'
import { drawCheck } from '@weft/prevalence/check-sample'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnPosts, readAll, saying, WINTER } from './checked-posts.test-data.ts'
import { checkPosts, frameOfQuarter, saveCheck } from './checks.ts'
import { withOrganization } from './database.ts'
import { readHistory } from './history.ts'
import { saveLabels } from './labels.ts'
import { loadingOrganization } from './load/loading.test-data.ts'
import { post, rostered, rowsOf, x } from './load/records.test-data.ts'
import { declareOwned, partiesOfQuarter } from './parties.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

async function museum() {
  const organization = await loadingOrganization(tested.database)
  const { id } = organization
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(tested.database, id, work)
  await within((tx) => declareOwned(tx, id, [x('us')]))
  return {
    ...organization,
    within,
    draw: (size: number) =>
      within(async (tx) => {
        await readAll(tx, id, (text) => Number(text.slice(-1)) / 10)
        return await saveCheck(tx, id, WINTER.name, drawCheck(await frameOfQuarter(tx, WINTER), size, WINTER.name))
      }),
    drawn: () => within(drawnPosts),
  }
}

const posts = (from: number, to: number) =>
  rowsOf(Array.from({ length: to - from + 1 }, (_, index) => post(String(from + index))))

test('the check draws from what those inside said in the quarter in words of their own', async () => {
  const { load, within, id } = await museum()
  const staff = x('sam', '2')
  await load(
    rowsOf([
      rostered(staff, { party: 'employee', basis: 'staff_list' }),
      post('1'),
      post('2', { kind: 'reply', author: staff }),
      post('3', { kind: 'quote' }),
      post('4', { kind: 'repost' }),
      post('5', { text: null }),
      post('6', { author: x('ana', '3') }),
      post('7', { time: Date.parse('2024-04-01T00:00:00Z') }),
      post('8', { time: Date.parse('2024-03-31T23:59:59Z') }),
    ]),
  )
  await within((tx) => readAll(tx, id, (text) => (text === 'post 3' ? null : 0.5)))
  await load(rowsOf([post('9')]))
  const frame = await within((tx) => frameOfQuarter(tx, WINTER))
  expect(frame.map(({ id: post, isOriginal, wasRead, scores }) => [post, isOriginal, wasRead, scores?.thanks])).toEqual(
    [
      ['x:1', true, true, 0.5],
      ['x:2', false, true, 0.5],
      ['x:3', false, true, undefined],
      ['x:8', true, true, 0.5],
      ['x:9', true, false, undefined],
    ],
  )
})

test('and from what others wrote to us: answers, mentions, quotes, and replies where we began, in their own words', async () => {
  const { load, within } = await museum()
  const [ana, ben, us] = [x('ana', '3'), x('ben', '4'), x('us', '1')]
  const reply = (id: string, author: typeof ana, to: { id: string; author: typeof ana }, part = {}) =>
    post(id, { kind: 'reply', author, parentId: to.id, parentAuthor: to.author, ...part })
  const [ours, anas, bens] = [
    { id: '1', author: us },
    { id: '2', author: ana },
    { id: '3', author: ben },
  ]
  await load(
    rowsOf([
      post('1'),
      reply('2', ana, ours),
      // Answers Ana, and has no conversation of its own: it is of ours by way of what it answers, and so is the next.
      reply('3', ben, anas),
      reply('4', ana, bens),
      reply('5', ben, { id: '99', author: ana }, { conversationId: '1' }),
      post('6', { author: ana, mentions: [us] }),
      post('7', { author: ana, mentions: [ben] }),
      reply('8', ben, { id: '7', author: ana }),
      post('9', { author: ana, kind: 'repost', parentId: '1', parentAuthor: us }),
      post('10', { author: ana, text: null, mentions: [us] }),
      reply('11', us, anas),
      reply('12', ana, ours, { time: Date.parse('2024-04-01T00:00:00Z') }),
    ]),
  )
  const frame = await within((tx) => frameOfQuarter(tx, WINTER, 'sent_to_us'))
  expect(frame.map(({ id, isOriginal }) => [id, isOriginal])).toEqual(
    ['x:2', 'x:3', 'x:4', 'x:5', 'x:6'].map((id) => [id, false]),
  )
  // Scoring takes the same posts for what the check draws from.
  const history = await within(readHistory)
  const labelled = new Map((await within((tx) => partiesOfQuarter(tx, WINTER))).map((each) => [each.accountId, each]))
  const parties = history.accounts.map(({ id }) => labelled.get(id)?.party ?? 'unclassified')
  const scored = checkFrames(
    quarterView({ history, parties, quarter: WINTER, checked: new Map() } as unknown as ScoringInput),
  )
  const idsOf = (posts: readonly { id: string }[]) => posts.map(({ id }) => id).sort()
  expect(idsOf(scored.sent_to_us.posts)).toEqual(frame.map(({ postId }) => postId).sort())
  const own = await within((tx) => frameOfQuarter(tx, WINTER))
  expect(idsOf(scored.own.posts)).toEqual(own.map(({ postId }) => postId).sort())
})

test('a larger sample keeps the smaller one in its order and goes on after it; weights follow the size', async () => {
  const { load, draw, drawn } = await museum()
  await load(posts(1, 60))
  expect(await draw(20)).toBe(20)
  const first = await drawn()
  expect(await draw(20)).toBe(0)
  expect(await drawn()).toEqual(first)
  expect(await draw(35)).toBe(15)
  const grown = await drawn()
  expect(grown.slice(0, 20).map(({ id }) => id)).toEqual(first.map(({ id }) => id))
  expect(grown).toHaveLength(35)
  expect(grown.every(({ samplingWeight }, place) => samplingWeight <= (first[place]?.samplingWeight ?? Infinity))).toBe(
    true,
  )
  expect(await draw(1_000)).toBe(25)
  expect((await drawn()).map(({ samplingWeight }) => samplingWeight)).toEqual(Array.from({ length: 60 }, () => 1))
})

test('posts that come later are drawn from too, and what was drawn before stays where it was', async () => {
  const { load, draw, drawn } = await museum()
  await load(posts(1, 40))
  await draw(20)
  const first = await drawn()
  await load(posts(41, 80))
  expect(await draw(20)).toBeGreaterThan(0)
  const now = await drawn()
  expect(now.slice(0, 20).map(({ id }) => id)).toEqual(first.map(({ id }) => id))
  expect(now.slice(20).every(({ id }) => Number(id.slice(2)) > 40)).toBe(true)
})

test('two people who draw at once draw one sample', async () => {
  const { load, draw, drawn, id, within } = await museum()
  await load(posts(1, 30))
  await within((tx) => readAll(tx, id))
  await Promise.all([draw(10), draw(15), draw(10)])
  expect(new Set((await drawn()).map(({ id: one }) => one)).size).toBe(15)
})

test('a list of the posts to check goes on where it ended, says what was said, and leaves out what is done', async () => {
  const { id, load, draw, within } = await museum()
  await load(posts(1, 9))
  await draw(4)
  const [first, second, third] = await within((tx) => checkPosts(tx, WINTER))
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few were drawn')
  const unknown = Object.fromEntries(Object.keys(saying()).map((signal) => [signal, null]))
  await within((tx) =>
    saveLabels(tx, id, {
      said: [
        { postId: first.postId, labels: saying('asks') },
        { postId: second.postId, labels: unknown },
      ],
      picked: 'check',
      setBy: 'key:7',
    }),
  )
  // Somebody disagreed: that is no check of the post.
  const disagreed = [{ postId: third.postId, labels: { toxic: true } }]
  await within((tx) => saveLabels(tx, id, { said: disagreed, picked: 'overruled', setBy: 'key:8' }))
  const all = await within((tx) => checkPosts(tx, WINTER))
  expect(all.map(({ place, labels, isSkipped, setBy }) => ({ place, asks: labels?.asks, isSkipped, setBy }))).toEqual([
    { place: 1, asks: true, isSkipped: false, setBy: 'key:7' },
    { place: 2, asks: undefined, isSkipped: true, setBy: 'key:7' },
    { place: 3, asks: undefined, isSkipped: false, setBy: null },
    { place: 4, asks: undefined, isSkipped: false, setBy: null },
  ])
  const places = async (page: Parameters<typeof checkPosts>[2]) =>
    (await within((tx) => checkPosts(tx, WINTER, page))).map(({ place }) => place)
  expect(await places({ limit: 2, after: 1 })).toEqual([2, 3])
  expect(await places({ onlyUnchecked: true })).toEqual([3, 4])
  expect(await places({ postId: second.postId })).toEqual([2])
})

test('another organization’s check is not seen', async () => {
  const one = await museum()
  await one.load(posts(1, 9))
  await one.draw(4)
  const other = await museum()
  await other.load(posts(1, 9))
  expect(await other.drawn()).toEqual([])
})
