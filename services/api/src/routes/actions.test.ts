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
