import { testDatabase } from '@weft/store/test-database'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from './seeded-organization.ts'
import { buildServer } from './server.ts'
import { NOW, type TestApi, testApi } from './test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q3'])
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('the process is up; it is ready while the database answers, and says 503 when it does not', async () => {
  expect((await api.get('/healthz', null)).json()).toEqual({ status: 'up' })
  expect((await api.get('/readyz', null)).json()).toEqual({ status: 'ready' })
  const fresh = await testDatabase()
  const { files } = api
  const parts = { database: fresh.database, files, queue: { send: async () => null }, now: () => NOW }
  const app = await buildServer(parts, { uploadBytesMax: 1, requestsPerMinuteMax: 1, partsFolder: api.partsFolder })
  await fresh.database.pool.end()
  expect((await app.inject('/readyz')).statusCode).toBe(503)
  expect((await app.inject('/readyz')).json()).toMatchObject({ type: 'urn:weft:problem:not-ready' })
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  await app.close()
})

test('requests are counted by route and status, never by address', async () => {
  await api.get(`/v1/accounts/${museum.accounts.ana}`, museum.keys.admin)
  await api.get('/no/such/place', null)
  const { body, headers } = await api.get('/metrics', null)
  expect(headers['content-type']).toContain('text/plain')
  expect(body).toContain('weft_http_requests_total{method="GET",route="/v1/accounts/:id",status="200"} 1')
  expect(body).toContain('weft_http_requests_total{method="GET",route="(none)",status="404"} 1')
  expect(body).toContain('process_resident_memory_bytes')
  expect(body).not.toContain('/no/such/place')
})

test('an address that leads nowhere is a problem like any other', async () => {
  for (const url of ['/', '/v2/accounts', '/v1/accounts/7/secrets', '/v1/uploads/x/y/z']) {
    const response = await api.get(url, museum.keys.admin)
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ])
  }
})

test('every answer carries the request’s id: the caller’s if it is a plain name, else a new one', async () => {
  const given = await api.get('/healthz', null, { 'x-request-id': 'trace-7' })
  expect(given.headers['x-request-id']).toBe('trace-7')
  const smuggled = await api.get('/v1/accounts', null, { 'x-request-id': 'a b"\\' })
  expect(smuggled.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
  expect(smuggled.json()).toHaveProperty('requestId', smuggled.headers['x-request-id'])
})

test('what goes wrong on our side is told by its id alone, and logged without the key', async () => {
  const fresh = await testDatabase()
  const lines: string[] = []
  const logger = pino({}, { write: (line: string) => void lines.push(line) })
  const parts = { database: fresh.database, files: api.files, queue: { send: async () => null }, now: () => NOW }
  const app = await buildServer(
    parts,
    { uploadBytesMax: 1, requestsPerMinuteMax: 1, partsFolder: api.partsFolder },
    logger,
  )
  await fresh.database.pool.end()
  const response = await app.inject({ url: '/v1/accounts', headers: { authorization: 'Bearer weft_secret' } })
  await app.close()
  expect(response.statusCode).toBe(500)
  expect(response.json()).toEqual({
    type: 'urn:weft:problem:internal',
    title: 'Something went wrong on our side',
    status: 500,
    requestId: response.headers['x-request-id'],
  })
  expect(lines.join('')).toContain('request failed')
  expect(lines.join('')).not.toContain('weft_secret')
})

test('no answer may be framed, sniffed, or run anything; the documentation runs its own files only', async () => {
  const { headers } = await api.get('/v1/scores', museum.keys.admin)
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
  })
  const docs = await api.get('/docs/', null)
  expect(docs.statusCode).toBe(200)
  expect(docs.headers['content-security-policy']).toContain("default-src 'self'")
  expect(docs.headers['content-security-policy']).not.toMatch(/https?:|upgrade-insecure/)
  expect(docs.body).not.toMatch(/(src|href)="(https?:)?\/\//)
  for (const [, asset] of docs.body.matchAll(/(?:src|href)="\.?([^"]+)"/g)) {
    const response = await api.get(new URL(`.${asset}`, 'http://weft/docs/').pathname, null)
    expect([asset, response.statusCode]).toEqual([asset, 200])
  }
})

test('whatever an address or a header holds, the answer is never a fault of ours', async () => {
  const listed = Object.keys((api.app.swagger() as { paths: object }).paths)
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000', '%', "'", '1e999', '-1', '🦉'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...listed),
      fc.array(text, { minLength: 3, maxLength: 3 }),
      fc.dictionary(fc.constantFrom('limit', 'cursor', 'q', 'quarter', 'sort', 'counts', 'format', 'x'), text, {
        maxKeys: 3,
      }),
      async (path, values, query) => {
        let next = 0
        const address = path.replaceAll(/\{\w+\}/g, () =>
          encodeURIComponent(Buffer.from(values[next++] ?? '').toString()),
        )
        const search = new URLSearchParams(query).toString()
        const response = await api.get(`${address}?${search}`, museum.keys.admin)
        expect([path, query, response.statusCode < 500]).toEqual([path, query, true])
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})
