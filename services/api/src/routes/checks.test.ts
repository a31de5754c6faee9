import type { CheckBody, CheckPostBody, LabelBody } from '@weft/contract/checks'
import { quarterNamed } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { withOrganization } from '@weft/store/database'
import { savePostReadings, unreadPosts } from '@weft/store/readings'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

type Check = z.output<typeof CheckBody>
type CheckPost = z.output<typeof CheckPostBody>
type Label = z.output<typeof LabelBody>

const SUMMER = '/v1/checks/2026-Q3'

let api: TestApi
let museum: SeededOrganization
/** Names of posts are the organization's own. */
let number = 0

beforeAll(async () => {
  api = await testApi()
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => {
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, `museum${(number += 1)}`, [])
  api.sent.length = 0
})

/** Has Ana answer so often in summer, which nobody has read yet. */
async function hear(count: number): Promise<void> {
  const { from } = quarterNamed('2026-Q3')
  await withOrganization(api.fresh.database, museum.id, async (tx) => {
    for (let place = 0; place < count; place += 1) {
      const source = {
        organization_id: museum.id,
        upload_id: museum.uploadId,
        file_number: 1,
        path: 'b.csv',
        row_number: place + 2,
      }
      const at = { platform_post_id: String(5000 + place), time: new Date(from + place * 60_000) }
      const post = {
        ...source,
        ...at,
        platform: 'x',
        author_id: museum.accounts.ana,
        kind: 'reply',
        text: `Answer ${place}`,
      }
      await tx.insertInto('post').values(post).execute()
      const act = {
        ...source,
        ...at,
        actor_id: museum.accounts.ana,
        target_id: museum.accounts.ours,
        kind: 'reply',
        act: `answer ${place}`,
      }
      await tx.insertInto('interaction').values(act).execute()
    }
  })
}

/** Says so much in summer; each is read as thanks with a chance of its own, where it is read. */
async function say(count: number, { isRead = true } = {}): Promise<void> {
  const { from } = quarterNamed('2026-Q3')
  await withOrganization(api.fresh.database, museum.id, async (tx) => {
    for (let place = 0; place < count; place += 1) {
      const source = { upload_id: museum.uploadId, file_number: 1, path: 'a.csv', row_number: place + 2 }
      const told = { platform: 'x', platform_post_id: String(1000 + place), author_id: museum.accounts.ours }
      const post = { ...told, kind: place % 3 === 0 ? 'reply' : 'original', time: new Date(from + place * 60_000) }
      await tx
        .insertInto('post')
        .values({ organization_id: museum.id, ...source, ...post, text: `Words ${place}` })
        .execute()
    }
    if (!isRead) return
    const readings = (await unreadPosts(tx, 'rules-1', 10_000)).map(({ id }, place) => {
      const signals = Object.fromEntries(
        SIGNALS.map((signal) => [signal, signal === 'thanks' ? (place % 10) / 10 : 0.05]),
      )
      const reading = { language: 'en', languageReliable: true, signals: signals as Record<Signal, number> }
      return { postId: id, reading }
    })
    await savePostReadings(tx, museum.id, 'rules-1', readings)
  })
}

const send = async (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, key = museum.keys.analyst) =>
  await api.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(payload === undefined ? {} : { payload }),
  })
const draw = async (size?: number) => await send('POST', SUMMER, size === undefined ? {} : { size })
const find = async (): Promise<Check> => (await api.get(SUMMER, museum.keys.leader)).json()
const posts = (query = '') => everyItem<CheckPost>(api, `${SUMMER}/posts${query}`, museum.keys.analyst)
const labels = (query = '') => everyItem<Label>(api, `/v1/labels${query}`, museum.keys.analyst)
const saying = (...carried: Signal[]) =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, carried.includes(signal)])) as Record<Signal, boolean>
const check = async (postId: string, payload: object = { labels: saying() }) =>
  await send('PUT', `${SUMMER}/posts/${postId}`, payload)

test('a check is drawn, grows around what it has, and takes all where there is no more', async () => {
  await say(140)
  expect(await find()).toMatchObject({ state: 'none', seed: '2026-Q3', posts: 141, drawn: 0, checked: 0 })
  const drawn = await draw()
  expect(drawn.statusCode).toBe(200)
  expect(drawn.json()).toMatchObject({ state: 'open', drawn: 100, checked: 0 })
  const first = (await posts()).map(({ post }) => post.id)
  expect((await draw(120)).json()).toMatchObject({ drawn: 120 })
  const grown = await posts('?limit=7')
  expect(grown.map(({ place }) => place)).toEqual(Array.from({ length: 120 }, (_, place) => place + 1))
  expect(grown.slice(0, 100).map(({ post }) => post.id)).toEqual(first)
  expect((await draw(100)).json()).toMatchObject({ drawn: 120 })
  expect((await draw(5000)).json()).toMatchObject({ drawn: 141 })
  // Nothing is checked: no result rests on it.
  expect(api.sent).toEqual([])
})

test('what others sent to us is drawn besides, told apart, and enough by itself', async () => {
  await hear(70)
  await say(60)
  expect((await find()).sentToUs).toEqual({ state: 'none', posts: 70, drawn: 0, checked: 0, skipped: 0 })
  expect((await draw()).json()).toMatchObject({ drawn: 61, sentToUs: { state: 'open', drawn: 60 } })
  const drawn = await posts()
  expect(drawn.map(({ frame }) => frame)).toEqual([
    ...Array.from({ length: 61 }, () => 'own'),
    ...Array.from({ length: 60 }, () => 'sent_to_us'),
  ])
  const theirs = drawn.filter(({ frame }) => frame === 'sent_to_us')
  expect(theirs.every(({ post }) => post.author.id === museum.accounts.ana)).toBe(true)
  for (const { post } of theirs.slice(0, 49)) await check(post.id)
  await check(theirs[49]!.post.id, { skipped: true })
  expect(await find()).toMatchObject({ checked: 0, sentToUs: { state: 'open', checked: 49, skipped: 1 } })
  await check(theirs[50]!.post.id)
  expect(await find()).toMatchObject({
    state: 'open',
    checked: 0,
    skipped: 0,
    sentToUs: { state: 'enough', checked: 50 },
  })
  expect((await send('POST', SUMMER, { size: 1, sentToUs: 1000 })).json().sentToUs).toMatchObject({ drawn: 70 })
})

test('who checks sees the post and what people said, and not what the reader makes of it', async () => {
  await say(20)
  await draw(5)
  const [one] = await posts()
  expect(one).toMatchObject({ place: 1, labels: null, skipped: false, setAt: null, setBy: null })
  expect(one?.samplingWeight).toBeGreaterThanOrEqual(1)
  expect(one?.post).toMatchObject({ platform: 'x', author: { id: museum.accounts.ours }, text: expect.any(String) })
  const { body } = await api.get(`${SUMMER}/posts`, museum.keys.analyst)
  expect(body).not.toMatch(/probab|0\.05|thanks/)
})

test('a post is checked once however often it is said; who cannot tell says so; the list leaves both out', async () => {
  await say(20)
  await draw(4)
  const [first, second] = await posts()
  if (first === undefined || second === undefined) throw new Error('nothing was drawn')
  const answer = await check(first.post.id, { labels: saying('thanks', 'asks') })
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      ...first,
      labels: saying('thanks', 'asks'),
      setAt: expect.any(String),
      setBy: expect.stringMatching(/^key:/),
    },
  ])
  expect(api.sent).toEqual([{ name: 'score_quarters', data: { organizationId: museum.id } }])
  expect((await check(first.post.id, { labels: saying('thanks', 'asks') })).json()).toEqual(answer.json())
  expect(api.sent).toHaveLength(1)
  expect((await check(second.post.id, { skipped: true })).json()).toMatchObject({ labels: null, skipped: true })
  expect((await posts('?unchecked=true')).map(({ place }) => place)).toEqual([3, 4])
  expect(await find()).toMatchObject({ drawn: 4, checked: 1, skipped: 1 })
  expect(await labels('?signal=asks')).toMatchObject([
    { postId: second.post.id, label: null, picked: 'check', holds: false },
    { postId: first.post.id, label: true, picked: 'check', holds: true, probability: expect.any(Number) },
  ])
})

test('a checked quarter says shares with their intervals, how they were estimated, and what more would buy', async () => {
  await say(199)
  await draw(60)
  for (const { post } of await posts()) {
    await check(post.id, { labels: saying(...(Number(post.platformPostId) % 4 === 0 ? ['thanks' as const] : [])) })
  }
  const found = await find()
  expect(found).toMatchObject({ posts: 200, covered: 200, drawn: 60, checked: 60 })
  const thanks = found.signals.find(({ signal }) => signal === 'thanks')
  expect(thanks).toMatchObject({ estimator: 'strata', posts: 200, checked: 60 })
  expect(thanks?.share).toBeGreaterThan(thanks?.interval?.[0] ?? 1)
  expect(thanks?.share).toBeLessThan(thanks?.interval?.[1] ?? 0)
  expect(found.next).toMatchObject({ posts: 40, sentence: expect.stringMatching(/^Check 40 more posts: /) })
})

test('an overruled label is shown and never enters a share; taken back, the check’s label holds again', async () => {
  await say(60)
  await draw(40)
  const drawn = await posts()
  for (const { post } of drawn.slice(0, 30)) await check(post.id)
  const before = await find()
  // One that was checked, one that was drawn and not checked, one that was not drawn.
  for (const id of [drawn[0]?.post.id, drawn[35]?.post.id, museum.postId]) {
    const answer = await send('PUT', `/v1/posts/${id}/labels/thanks`, { label: true, reason: 'It says thank you.' })
    expect(answer.json()).toMatchObject({
      postId: id,
      signal: 'thanks',
      label: true,
      picked: 'overruled',
      reason: 'It says thank you.',
      holds: true,
    })
  }
  expect(await find()).toEqual(before)
  expect(await labels('?picked=overruled&quarter=2026-Q3')).toHaveLength(3)
  expect(await labels('?picked=overruled&quarter=2026-Q2')).toEqual([])
  const url = `/v1/posts/${drawn[0]?.post.id}/labels/thanks`
  expect((await send('DELETE', url)).statusCode).toBe(204)
  expect((await send('DELETE', url)).statusCode).toBe(404)
  const held = (await labels('?signal=thanks&holds=true')).find(({ postId }) => postId === drawn[0]?.post.id)
  expect(held).toMatchObject({ label: false, picked: 'check' })
})

test('posts that no reader has looked at are waited for, and a quarter without words of ours has no check', async () => {
  await say(10, { isRead: false })
  const early = await draw()
  expect([early.statusCode, early.json()]).toMatchObject([
    409,
    { type: 'urn:weft:problem:posts-unread', detail: expect.stringMatching(/^11 of 11 posts of 2026-Q3/) },
  ])
  expect((await api.get(`${SUMMER}/posts`, museum.keys.analyst)).statusCode).toBe(404)
  expect((await api.get('/v1/checks/2025-Q1', museum.keys.analyst)).statusCode).toBe(404)
  expect((await send('POST', '/v1/checks/2025-Q1', {})).statusCode).toBe(404)
})

test('every field that is wrong is named, with what was expected', async () => {
  await say(10)
  await draw(3)
  const [one] = await posts()
  const id = one?.post.id ?? ''
  const wrong = async (method: 'POST' | 'PUT', url: string, payload: object) => {
    const answer = await send(method, url, payload)
    const { errors = [] }: { errors?: { field: string; expected: string }[] } = answer.json()
    return [answer.statusCode, ...errors.map(({ field, expected }) => `${field}: ${expected}`)]
  }
  const { thanks: _, ...incomplete } = saying()
  expect(await wrong('PUT', `${SUMMER}/posts/${id}`, { labels: { ...incomplete, toxic: 'no', nice: true } })).toEqual([
    400,
    'labels.thanks: boolean',
    'labels.toxic: boolean',
    'labels.nice: no field of this name',
  ])
  const either = 'labels: either labels, with every signal named, or "skipped": true'
  expect(await wrong('PUT', `${SUMMER}/posts/${id}`, {})).toEqual([400, either])
  expect(await wrong('PUT', `${SUMMER}/posts/${id}`, { labels: saying(), skipped: true })).toEqual([400, either])
  expect(await wrong('POST', SUMMER, { size: 0 })).toEqual([400, 'size: at least 1'])
  expect(await wrong('PUT', `/v1/posts/${id}/labels/nice`, { label: true })).toEqual([
    400,
    `signal: one of ${SIGNALS.join(', ')}`,
  ])
  expect(await wrong('PUT', `/v1/posts/${id}/labels/toxic`, { label: null })).toEqual([400, 'label: boolean'])
  expect((await check(museum.postId === id ? '999999' : '999998')).statusCode).toBe(404)
  expect(api.sent).toEqual([])
})

test('two people who check the same post at once leave what one of them said', async () => {
  await say(10)
  await draw(3)
  const [one] = await posts()
  const id = one?.post.id ?? ''
  const both = [saying(...SIGNALS), saying()]
  await Promise.all(
    both.map((said, place) =>
      send('PUT', `${SUMMER}/posts/${id}`, { labels: said }, museum.keys[place === 0 ? 'analyst' : 'reviewer']),
    ),
  )
  const [now] = await posts()
  expect(both).toContainEqual(now?.labels)
})

test('what is done is on record, and who may only read sees shares and no single post', async () => {
  await say(30)
  await draw(10)
  const [one] = await posts()
  await check(one?.post.id ?? '')
  await send('PUT', `/v1/posts/${one?.post.id}/labels/toxic`, { label: true })
  await send('DELETE', `/v1/posts/${one?.post.id}/labels/toxic`)
  const acts = await withOrganization(api.fresh.database, museum.id, (tx) =>
    tx.selectFrom('audit').select(['act', 'subject']).orderBy('id').execute(),
  )
  expect(acts).toEqual([
    { act: 'draw_check', subject: '2026-Q3' },
    { act: 'check_posts', subject: '2026-Q3' },
    { act: 'overrule_label', subject: one?.post.id },
    { act: 'withdraw_post_label', subject: one?.post.id },
  ])
  for (const url of [`${SUMMER}/posts`, '/v1/labels']) {
    expect((await api.get(url, museum.keys.leader)).statusCode).toBe(403)
  }
  expect((await api.get(SUMMER, museum.keys.leader)).statusCode).toBe(200)
})
