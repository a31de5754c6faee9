import { withOrganization } from '@weft/store/database'
import { addScorecard } from '@weft/store/scorecards'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q2', '2026-Q3'])
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('the PDF comes as it was kept, under a name that says quarter and version', async () => {
  const response = await api.get('/v1/scorecards/2026-Q3/pdf', museum.keys.leader)
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toBe('application/pdf')
  expect(response.headers['content-disposition']).toBe('inline; filename="scorecard-2026-Q3-1.pdf"')
  expect(response.body).toBe('%PDF-1.7 museum 2026-Q3')
})

test('304: whoever has the PDF already is told so; a new version is sent', async () => {
  const { headers } = await api.get('/v1/scorecards/2026-Q3/pdf', museum.keys.leader)
  const known = { 'if-none-match': String(headers.etag) }
  const again = await api.get('/v1/scorecards/2026-Q3/pdf', museum.keys.leader, known)
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag])

  const fileKey = `${museum.id}/scorecards/2026-Q3-2.pdf`
  const stored = await api.files.put(fileKey, [Buffer.from('%PDF-1.7 corrected')])
  const scorecard = {
    quarter: '2026-Q3',
    version: 2,
    inputHash: 'other',
    state: 'draft',
    content: {},
    fileKey,
  } as const
  await withOrganization(api.fresh.database, museum.id, (tx) =>
    addScorecard(tx, museum.id, { ...scorecard, ...stored }),
  )
  const corrected = await api.get('/v1/scorecards/2026-Q3/pdf', museum.keys.leader, known)
  expect([corrected.statusCode, corrected.body]).toEqual([200, '%PDF-1.7 corrected'])
})

test('the list holds the newest version of every quarter, as does each by itself', async () => {
  const { items } = (await api.get('/v1/scorecards', museum.keys.leader)).json<{ items: object[] }>()
  expect(items).toMatchObject([
    { quarter: '2026-Q2', version: 1, state: 'draft', pdf: '/v1/scorecards/2026-Q2/pdf' },
    { quarter: '2026-Q3', version: 2 },
  ])
  const one = await api.get('/v1/scorecards/2026-Q3', museum.keys.leader)
  expect(one.json()).toEqual(items[1])
  expect(items[0]).toHaveProperty('bytes', '%PDF-1.7 museum 2026-Q2'.length)
})

test('404: a quarter without a scorecard', async () => {
  for (const path of ['', '/pdf']) {
    expect((await api.get(`/v1/scorecards/2031-Q1${path}`, museum.keys.leader)).statusCode).toBe(404)
  }
})

test('500: a PDF that was lost is our mistake, and the answer names no file', async () => {
  await api.files.remove(`${museum.id}/scorecards/2026-Q2-1.pdf`)
  const response = await api.get('/v1/scorecards/2026-Q2/pdf', museum.keys.leader)
  expect(response.statusCode).toBe(500)
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(response.body).not.toContain(museum.id)
})
