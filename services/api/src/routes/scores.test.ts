import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let ask: <Body = Record<string, unknown>>(path: string) => Promise<Body>

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q2', '2026-Q3'])
  ask = async (path) => (await api.get(path, museum.keys.reviewer)).json()
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('the trend holds every quarter, oldest first, without indicators', async () => {
  const { items } = await ask<{ items: { quarter: string; practices: Record<string, object>; weave: object }[] }>(
    '/v1/scores',
  )
  expect(items.map(({ quarter }) => quarter)).toEqual(['2026-Q2', '2026-Q3'])
  expect(items[0]?.practices.vulnerability).toMatchObject({ score: 61.5, band: 'healthy', interval: [55, 70] })
  expect(items[0]?.weave).not.toHaveProperty('indicators')
})

test('a quarter holds practices, weave, network, and what it was computed with', async () => {
  expect(await ask('/v1/scores/2026-Q3')).toMatchObject({
    quarter: '2026-Q3',
    baseline: true,
    practices: {
      vulnerability: { state: 'scored', indicators: { 'vulnerability.disclosure': { value: 0.1, n: 120 } } },
    },
    network: { whole: { accounts: 3 }, unclassifiedShare: 2 / 3 },
    result: { method: { rubric: 'default-1', reader: 'rules-1', seed: 7 } },
  })
})

test('a practice without a score is null with a reason, never 0', async () => {
  const tending = await ask('/v1/scores/2026-Q3/practices/tending')
  expect(tending).toMatchObject({ practice: 'tending', state: 'not_enough_evidence', score: null, interval: null })
  expect(tending.reason).toContain('would supply it')
})

test('the weave is asked for like a practice', async () => {
  expect(await ask('/v1/scores/2026-Q3/practices/weave')).toMatchObject({ practice: 'weave', score: 61.5 })
})

test('an indicator says to which practice it belongs', async () => {
  const indicator = await ask('/v1/scores/2026-Q3/indicators/weave.reciprocity')
  expect(indicator).toMatchObject({ practice: 'weave', indicator: 'weave.reciprocity', value: 0.1, n: 120 })
})

test('evidence leads to the post, its text, and the row it came from', async () => {
  const page = await ask<{ items: object[]; nextCursor: string }>(
    '/v1/scores/2026-Q3/indicators/vulnerability.disclosure/evidence?limit=1',
  )
  expect(page.items).toEqual([
    {
      number: 1,
      counts: true,
      probability: 0.75,
      labelledBy: 'reader',
      account: null,
      otherAccount: null,
      acts: [],
      post: {
        id: museum.postId,
        platform: 'x',
        platformPostId: '900',
        kind: 'original',
        time: '2026-08-03T10:00:00.000Z',
        text: 'We got this wrong. museum',
        language: null,
        url: 'https://x.com/museum/900',
        author: {
          id: museum.accounts.ours,
          platform: 'x',
          platformId: null,
          handle: 'Museum_museum',
          displayName: 'Museum_museum of museum',
        },
        source: { uploadId: museum.uploadId, upload: 'museum.csv', file: 'museum.csv', row: 2 },
      },
    },
  ])
  expect(page.nextCursor).not.toBeNull()
})

test('evidence of a tie leads to the acts of the quarter, both ways, newest first, and to their rows', async () => {
  const { items } = await ask<{
    items: { account: object; otherAccount: object; acts: { time: string; kind: string }[] }[]
  }>('/v1/scores/2026-Q3/indicators/weave.reciprocity/evidence')
  expect(items[0]).toMatchObject({ account: { handle: 'Museum_museum' }, otherAccount: { handle: 'ana_museum' } })
  expect(items[0]?.acts.map(({ kind, time }) => `${kind} ${time.slice(0, 10)}`)).toEqual([
    'quote 2026-08-13',
    'like 2026-08-12',
    'reply 2026-08-03',
  ])
  expect(items[0]?.acts[0]).toMatchObject({
    actorId: museum.accounts.ours,
    source: { uploadId: museum.uploadId, file: 'museum.csv', row: 2 },
  })
})

test('evidence for and against can be told apart', async () => {
  const url = '/v1/scores/2026-Q3/indicators/vulnerability.disclosure/evidence'
  const numbers = async (query: string) =>
    (await everyItem<{ number: number }>(api, `${url}${query}`, museum.keys.reviewer)).map(({ number }) => number)
  expect(await numbers('?limit=1')).toEqual([1, 2])
  expect(await numbers('?counts=true')).toEqual([1])
  expect(await numbers('?counts=false')).toEqual([2])
})

test.each([
  '/v1/scores/2031-Q1',
  '/v1/scores/2031-Q1/practices/weave',
  '/v1/scores/2031-Q1/indicators/weave.reciprocity',
  '/v1/scores/2026-Q3/indicators/weave.unheard_of',
  '/v1/scores/2026-Q3/indicators/weave.unheard_of/evidence',
  '/v1/scores/2026-Q3/indicators/constructor.name',
])('404: %s', async (path) => {
  expect((await api.get(path, museum.keys.reviewer)).statusCode).toBe(404)
})

test.each(['/v1/scores/2026-Q5', '/v1/scores/2026-Q3/practices/honesty', '/v1/scores/2026-Q3/indicators/reciprocity'])(
  '400: %s',
  async (path) => {
    expect((await api.get(path, museum.keys.reviewer)).statusCode).toBe(400)
  },
)

test('304: whoever has the answer already is told so, until it changes', async () => {
  const first = await api.get('/v1/scores/2026-Q3', museum.keys.reviewer)
  const etag = String(first.headers.etag)
  expect(first.headers['cache-control']).toBe('private, no-cache')
  const again = await api.get('/v1/scores/2026-Q3', museum.keys.reviewer, { 'if-none-match': `"other", W/${etag}` })
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
  const other = await api.get('/v1/scores/2026-Q2', museum.keys.reviewer, { 'if-none-match': etag })
  expect(other.statusCode).toBe(200)
})

test('a problem is never answered with 304', async () => {
  expect((await api.get('/v1/scores/2031-Q1', museum.keys.reviewer, { 'if-none-match': '*' })).statusCode).toBe(404)
})

const suppose = async (indicators: object, quarter = '2026-Q3') =>
  await api.inject({
    method: 'POST',
    url: `/v1/scores/${quarter}/what-if`,
    headers: { authorization: `Bearer ${museum.keys.reviewer}` },
    payload: { indicators },
  })

test('what if: other anchors are another score, an exemption is said, and nothing is stored', async () => {
  const before = await ask('/v1/scores/2026-Q3')
  // A value of 0.1 is the middle of what reaches from nothing to 0.2.
  const anchors = { scale: 'linear', floor: 0, target: 0.2 }
  const answer = await suppose({ 'weave.reciprocity': { anchors, weight: 0.5 } })
  expect(answer.statusCode).toBe(200)
  const { quarter, weave, practices } = answer.json()
  expect(quarter).toBe('2026-Q3')
  expect(weave.indicators['weave.reciprocity']).toMatchObject({ value: 0.1, score: 50 })
  expect(weave).not.toHaveProperty('change')
  expect(Object.keys(practices)).toEqual(['vulnerability', 'mixing', 'provocation', 'promotion', 'tending'])
  const exempted = (await suppose({ 'weave.reciprocity': { exempt: 'Our members may not answer.' } })).json()
  expect(exempted.weave.indicators['weave.reciprocity']).toMatchObject({
    state: 'exempt',
    score: null,
    reason: 'Our members may not answer.',
  })
  expect(await ask('/v1/scores/2026-Q3')).toEqual(before)
})

test('what if: what is no indicator, no anchors, no rubric or no quarter is refused by name', async () => {
  const wrong = async (indicators: object) => {
    const answer = await suppose(indicators)
    return [answer.statusCode, answer.json().errors?.map(({ field }: { field: string }) => field)]
  }
  expect(await wrong({ 'weave.fame': { weight: 1 } })).toEqual([400, ['indicators.weave.fame']])
  expect(await wrong({ 'weave.reciprocity': { weight: -1 } })).toEqual([400, ['indicators.weave.reciprocity.weight']])
  const falling = { anchors: { scale: 'linear', floor: 1, target: 0 } }
  expect((await wrong({ 'weave.reciprocity': falling }))[0]).toBe(400)
  const ids = ['cross_party', 'beyond_us', 'reciprocity', 'sustained', 'hub_independence'].map((id) => `weave.${id}`)
  expect((await wrong(Object.fromEntries(ids.map((id) => [id, { weight: 0 }]))))[0]).toBe(400)
  expect((await suppose({}, '1999-Q1')).statusCode).toBe(404)
})
