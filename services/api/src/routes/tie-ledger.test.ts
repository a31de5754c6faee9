import { withOrganization } from '@weft/store/database'
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

const ask = async (path: string) => await api.get(path, museum.keys.analyst)

interface Counts {
  ties: { new: number; stronger: number }
}

/** Stores a quarter's ledger as one that could not be counted. */
async function forget(quarter: string): Promise<void> {
  await withOrganization(api.fresh.database, museum.id, async (tx) => {
    const { network } = await tx
      .selectFrom('network_result')
      .select('network')
      .where('quarter', '=', quarter)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('network_result')
      .set({ network: JSON.stringify({ ...network, ledger: null }) })
      .where('quarter', '=', quarter)
      .execute()
  })
}

test('the ledger counts what became of ties and accounts, and says of which quarter and in which directions', async () => {
  expect((await ask('/v1/networks/2026-Q3/ledger')).json()).toMatchObject({
    quarter: '2026-Q3',
    previous: '2026-Q2',
    ledger: {
      directions: ['outbound', 'inbound', 'among_others'],
      ties: { new: 2, stronger: 1, lost: 0 },
      accounts: { new: 1, stronger: 2 },
      withoutOwned: { ties: { new: 0 } },
    },
    reason: null,
  })
})

test('ties are listed by what became of them, page by page, with their interactions then and now', async () => {
  const list = async (query: string) =>
    await everyItem(api, `/v1/networks/2026-Q3/ledger/ties?limit=1${query}`, museum.keys.analyst)
  expect(await list('&change=new')).toMatchObject([
    { source: { handle: 'Museum_museum' }, target: { handle: 'ana_museum' }, weight: 1, weightBefore: 0 },
    { source: { handle: 'ben_museum' }, target: { handle: 'Museum_museum' }, weight: 1, weightBefore: 0 },
  ])
  expect(await list('&change=stronger')).toMatchObject([
    { source: { handle: 'ana_museum' }, weight: 2, weightBefore: 1 },
  ])
  expect(await list('&change=lost')).toEqual([])
  expect(await list('')).toEqual(await list('&change=new'))
})

test('accounts are listed likewise', async () => {
  const list = async (change: string) =>
    await everyItem(api, `/v1/networks/2026-Q3/ledger/accounts?limit=1&change=${change}`, museum.keys.analyst)
  expect(await list('new')).toMatchObject([{ account: { handle: 'ben_museum' }, strength: 1, strengthBefore: 0 }])
  expect(await list('stronger')).toMatchObject([
    { account: { handle: 'Museum_museum' }, strength: 4, strengthBefore: 1 },
    { account: { handle: 'ana_museum' }, strength: 3, strengthBefore: 1 },
  ])
  expect(await list('kept')).toEqual([])
})

test('the counts are as many as the lists are long', async () => {
  const { ledger } = (await ask('/v1/networks/2026-Q3/ledger')).json<{ ledger: Record<'ties' | 'accounts', object> }>()
  for (const of of ['ties', 'accounts'] as const) {
    for (const [change, count] of Object.entries(ledger[of]).filter(([, value]) => Number.isInteger(value))) {
      if (change === 'unknown' || change.startsWith('weight')) continue
      const items = await everyItem(api, `/v1/networks/2026-Q3/ledger/${of}?change=${change}`, museum.keys.analyst)
      expect([of, change, items.length]).toEqual([of, change, count])
    }
  }
})

test('the first quarter is the baseline: no ledger, the reason in words, and no lists that would say nothing changed', async () => {
  await forget('2026-Q2')
  expect((await ask('/v1/networks/2026-Q2/ledger')).json()).toMatchObject({
    previous: '2026-Q1',
    ledger: null,
    reason: '2026-Q2 is the baseline: 2026-Q1 has no network to compare it with',
  })
  for (const list of ['ties', 'accounts']) {
    const response = await ask(`/v1/networks/2026-Q2/ledger/${list}`)
    expect(response.json()).toMatchObject({ status: 404, detail: expect.stringContaining('baseline') as string })
  }
})

test('where the two quarters cover nothing in common, the reason says what would supply it', async () => {
  await forget('2026-Q3')
  const { ledger, reason } = (await ask('/v1/networks/2026-Q3/ledger')).json<{
    ledger: Counts | null
    reason: string
  }>()
  expect(ledger).toBeNull()
  expect(reason).toMatch(/what 2026-Q2 and 2026-Q3 cover .* an upload that covers .* both quarters/)
})

test.each(['', '/ties', '/accounts'])('404: a quarter without a network%s', async (list) => {
  expect((await ask(`/v1/networks/2031-Q1/ledger${list}`)).statusCode).toBe(404)
})

test.each(['?change=gone', '?limit=501', '?cursor=IjEi&change=new'])('400: ties%s', async (query) => {
  expect((await ask(`/v1/networks/2026-Q3/ledger/ties${query}`)).statusCode).toBe(400)
})
