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

const ask = async <Body>(path: string): Promise<Body> => (await api.get(path, museum.keys.analyst)).json()

test('the quarters that have a network are listed, oldest first', async () => {
  const { items } = await ask<{ items: object[] }>('/v1/networks')
  expect(items).toMatchObject([
    { quarter: '2026-Q2', accounts: 3, ties: 3 },
    { quarter: '2026-Q3', accounts: 3, ties: 3 },
  ])
})

test('a network’s figures stand with and without our own accounts; what has no value is null', async () => {
  expect(await ask('/v1/networks/2026-Q3')).toMatchObject({
    quarter: '2026-Q3',
    whole: { accounts: 3, arcReciprocity: 2 / 3, rho: null },
    withoutOwned: { accounts: 2, arcReciprocity: null },
    layers: { reply: { ties: 2 } },
    mixing: [{ from: 'owned', to: 'media', ties: 1, expectedInterval: [0, 2] }],
  })
})

interface Measured {
  account: { handle: string }
  party: string
  pagerank: number | null
}

const order = async (query: string) =>
  (await everyItem<Measured>(api, `/v1/networks/2026-Q3/accounts?limit=1${query}`, museum.keys.analyst)).map(
    ({ account }) => account.handle.replace('_museum', ''),
  )

test('accounts come by any measure, either way, page by page; without a value they come last', async () => {
  expect(await order('')).toEqual(['Museum', 'ana', 'ben'])
  expect(await order('&order=asc')).toEqual(['ana', 'ben', 'Museum'])
  expect(await order('&sort=eiIndex')).toEqual(['ben', 'ana', 'Museum'])
  expect(await order('&sort=eiIndex&order=asc')).toEqual(['ana', 'ben', 'Museum'])
  expect(await order('&sort=clustering')).toEqual(['Museum', 'ana', 'ben'])
})

test('accounts are measured without our own, too', async () => {
  expect(await order('&withoutOwned=true')).toEqual(['ana', 'ben'])
  const { items } = await ask<{ items: Measured[] }>('/v1/networks/2026-Q3/accounts?withoutOwned=true')
  expect(items.map(({ pagerank }) => pagerank)).toEqual([0.5, 0.5])
})

test('an account stands with its measures and its party in the quarter', async () => {
  const { items } = await ask<{ items: Measured[] }>('/v1/networks/2026-Q3/accounts')
  expect(items[0]).toMatchObject({ party: 'owned', pagerank: 0.5, inDegree: 2, clustering: null, reciprocity: 0.5 })
  expect(items[1]).toMatchObject({ account: { handle: 'ana_museum' }, party: 'unclassified' })
})

test('a tie counts its acts by kind within the quarter, and knows whether it is returned', async () => {
  const ties = await everyItem(api, '/v1/networks/2026-Q3/ties?limit=1', museum.keys.analyst)
  const none = { reply: 0, mention: 0, repost: 0, quote: 0, like: 0, comment: 0 }
  expect(ties).toMatchObject([
    {
      source: { handle: 'Museum_museum' },
      target: { handle: 'ana_museum' },
      counts: { ...none, quote: 1 },
      mutual: true,
    },
    {
      source: { handle: 'ana_museum' },
      target: { handle: 'Museum_museum' },
      counts: { ...none, reply: 1, like: 1 },
      weight: 2,
      first: '2026-08-03T11:00:00.000Z',
      last: '2026-08-12T11:00:00.000Z',
      weeksActive: 2,
      mutual: true,
    },
    { source: { handle: 'ben_museum' }, target: { handle: 'Museum_museum' }, weight: 1, weeksActive: 1, mutual: false },
  ])
  expect(ties).toHaveLength(3)
})

test('a tie returned in another quarter is not mutual in this one', async () => {
  const ties = await everyItem(api, '/v1/networks/2026-Q2/ties', museum.keys.analyst)
  expect(ties).toMatchObject([{ source: { handle: 'ana_museum' }, weight: 1, mutual: false }])
})

test.each(['', '/accounts', '/ties'])('404: a quarter that was not scored%s', async (path) => {
  expect((await api.get(`/v1/networks/2031-Q1${path}`, museum.keys.analyst)).statusCode).toBe(404)
})

test.each(['?sort=fame', '?order=up', '?limit=501'])('400: %s', async (query) => {
  expect((await api.get(`/v1/networks/2026-Q3/accounts${query}`, museum.keys.analyst)).statusCode).toBe(400)
})

test('a cursor of one list is refused by another', async () => {
  const { nextCursor } = await ask<{ nextCursor: string }>('/v1/networks/2026-Q3/ties?limit=1')
  const response = await api.get(`/v1/networks/2026-Q3/accounts?cursor=${nextCursor}`, museum.keys.analyst)
  expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] })
})
