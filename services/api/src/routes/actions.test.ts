import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q2', '2026-Q3'])
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('actions are the last quarter’s unless told, most important first, with accounts, posts and reason', async () => {
  const actions = await everyItem(api, '/v1/actions?limit=1', museum.keys.analyst)
  expect(actions).toHaveLength(2)
  expect(actions[0]).toMatchObject({
    quarter: '2026-Q3',
    number: 1,
    kind: 'answer_ask',
    reason: 'Two answered. museum',
    accounts: [{ handle: 'ana_museum' }, { handle: 'ben_museum' }],
    posts: [{ id: museum.postId, author: { handle: 'Museum_museum' }, source: { row: 2 } }],
  })
  expect(await everyItem(api, '/v1/actions?quarter=2026-Q2', museum.keys.analyst)).toMatchObject([
    { quarter: '2026-Q2' },
    { quarter: '2026-Q2' },
  ])
})

test('before the first score there is nothing to do; a quarter that was not scored is 404', async () => {
  const young = await seedOrganization({ database: api.fresh.database, files: api.files }, 'young', [])
  expect((await api.get('/v1/actions', young.keys.admin)).json()).toEqual({ items: [], nextCursor: null })
  expect((await api.get('/v1/actions?quarter=2026-Q3', young.keys.admin)).statusCode).toBe(404)
})

const ask = () => `answer_ask-${museum.postId}`
const decide = async (payload: object, { key = museum.keys.analyst, id = ask(), quarter = '2026-Q2' } = {}) =>
  await api.inject({
    method: 'POST',
    url: `/v1/actions/${quarter}/${id}/decisions`,
    headers: { authorization: `Bearer ${key}` },
    payload,
  })

test('an action is accepted, done or dismissed with who, when and note; filters and the log show it', async () => {
  const accepted = await decide({ state: 'accepted', owner: 'Ines', note: 'Ask her again in May.' })
  expect(accepted.statusCode).toBe(201)
  expect(accepted.json()).toMatchObject({
    id: ask(),
    state: 'accepted',
    decision: { state: 'accepted', owner: 'Ines', note: 'Ask her again in May.', quarter: '2026-Q2' },
  })
  await decide({ state: 'dismissed' }, { key: museum.keys.reviewer })
  const found = async (query: string) =>
    (await everyItem<{ id: string }>(api, `/v1/actions?${query}`, museum.keys.reviewer)).map(({ id }) => id)
  expect(await found('quarter=2026-Q2&state=dismissed')).toEqual([ask()])
  expect(await found('quarter=2026-Q2&state=open')).toEqual(['introduce'])
  expect(await found('quarter=2026-Q3&kind=introduce&practice=weave')).toEqual(['introduce'])
  const log = await api.get(`/v1/actions/2026-Q2/${ask()}/decisions`, museum.keys.reviewer)
  expect(log.json().items).toMatchObject([
    { state: 'dismissed', owner: null, note: null },
    { state: 'accepted', owner: 'Ines' },
  ])
  expect(log.json().items[0].setBy).toMatch(/^key:/)
  expect(new Set(api.sent.map(({ name }) => name))).toEqual(new Set(['score_quarters']))
})

test('what became of the quarter before is told with its counts', async () => {
  await decide({ state: 'done' })
  const outcomes = (await api.get('/v1/actions/outcomes', museum.keys.reviewer)).json()
  expect(outcomes).toMatchObject({
    quarter: '2026-Q3',
    before: '2026-Q2',
    counts: { open: 1, accepted: 0, done: 1, dismissed: 0, stillDue: 2 },
  })
  expect(
    outcomes.items.map(({ kind, state, isStillDue }: Record<string, unknown>) => [kind, state, isStillDue]),
  ).toEqual([
    ['answer_ask', 'done', true],
    ['introduce', 'open', true],
  ])
  expect((await api.get('/v1/actions/outcomes?quarter=2026-Q2', museum.keys.reviewer)).json()).toMatchObject({
    quarter: '2026-Q2',
    before: null,
    items: [],
  })
})

test('a decision that is none, or about no action of the quarter, or by somebody who may not, changes nothing', async () => {
  const before = (await api.get('/v1/actions?quarter=2026-Q2', museum.keys.reviewer)).body
  expect((await decide({ state: 'finished' })).statusCode).toBe(400)
  expect((await decide({ state: 'done', note: ' ' })).statusCode).toBe(400)
  expect((await decide({ state: 'done' }, { id: 'answer_ask-987654321' })).statusCode).toBe(404)
  expect((await decide({ state: 'done' }, { id: 'answer_ask;drop' })).statusCode).toBe(400)
  expect((await decide({ state: 'done' }, { quarter: '2020-Q1' })).statusCode).toBe(404)
  expect((await decide({ state: 'done' }, { key: museum.keys.leader })).statusCode).toBe(403)
  expect((await api.get('/v1/actions?quarter=2026-Q2', museum.keys.reviewer)).body).toBe(before)
})
