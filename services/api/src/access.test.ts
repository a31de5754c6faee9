import { createApiKey, ROLES, type Role, revokeApiKey } from '@weft/store/api-keys'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { multipartForm } from './multipart-form.ts'
import { type SeededOrganization, seedOrganization } from './seeded-organization.ts'
import { NOW, type TestApi, testApi } from './test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q3'])
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('without a key, with one that is nobody’s, and with none of the right form, the answer is 401', async () => {
  const wrong = ['Bearer', 'Bearer ', 'Basic abc', `Bearer weft_${'A'.repeat(32)}`, museum.keys.admin]
  for (const authorization of [undefined, ...wrong]) {
    const response = await api.inject({ url: '/v1/accounts', headers: authorization ? { authorization } : {} })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer realm="weft"')
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ type: 'urn:weft:problem:key-needed', status: 401 })
    expect(response.body).not.toContain('museum')
  }
})

test('a key that was revoked, or has expired, opens nothing', async () => {
  const { database } = api.fresh
  const revoked = await createApiKey(database, museum.id, { name: 'left', role: 'admin' })
  await revokeApiKey(database, museum.id, revoked.id, NOW)
  const expired = await createApiKey(database, museum.id, { name: 'old', role: 'admin', expiresAt: NOW })
  for (const { key } of [revoked, expired]) expect((await api.get('/v1/accounts', key)).statusCode).toBe(401)
})

const READ: Role[] = ['analyst', 'reviewer', 'leader', 'admin']

/** Who may do what: the table of the manual, written out. */
const MATRIX: [string, Role[], (role: Role) => Promise<{ statusCode: number }>][] = [
  ['read', READ, (role) => api.get('/v1/scores', museum.keys[role])],
  ['read accounts', ['analyst', 'reviewer', 'admin'], (role) => api.get('/v1/accounts', museum.keys[role])],
  ['read uploads', ['uploader', 'analyst', 'reviewer', 'admin'], (role) => api.get('/v1/uploads', museum.keys[role])],
  ['upload', ['uploader', 'analyst', 'admin'], async (role) => await upload(role)],
  ['set a party', ['analyst', 'admin'], async (role) => await setParty(role)],
  ['check posts', ['analyst', 'reviewer', 'admin'], (role) => api.get('/v1/labels', museum.keys[role])],
]

test.each(MATRIX)('the right to %s goes with certain roles, and every other is told which', async (_, allowed, ask) => {
  const answered = await Promise.all(ROLES.map(async (role) => [role, (await ask(role)).statusCode < 300] as const))
  expect(answered.filter(([, may]) => may).map(([role]) => role)).toEqual(
    ROLES.filter((role) => allowed.includes(role)),
  )
})

test('a leader reads what is said of the institution, and nothing that names or counts single accounts', async () => {
  const closed = [
    '/v1/accounts',
    '/v1/actions',
    '/v1/actions/outcomes',
    '/v1/party-rules',
    '/v1/uploads',
    '/v1/labels',
    ...['accounts', 'ties', 'unclassified', 'ledger/ties', 'ledger/accounts', 'exports/ties.csv'].map(
      (path) => `/v1/networks/2026-Q3/${path}`,
    ),
    '/v1/scores/2026-Q3/indicators/vulnerability.disclosure/evidence',
  ]
  const open = [
    '/v1/scores',
    '/v1/scores/2026-Q3',
    '/v1/networks',
    '/v1/networks/2026-Q3',
    '/v1/scorecards',
    '/v1/method',
  ]
  const status = async (url: string) => [url, (await api.get(url, museum.keys.leader)).statusCode]
  expect(await Promise.all(closed.map(status))).toEqual(closed.map((url) => [url, 403]))
  expect(await Promise.all(open.map(status))).toEqual(open.map((url) => [url, 200]))
})

test('the same address tells a leader less: of one tie to one of the media nothing', async () => {
  const mixing = async (url: string, role: Role) => {
    const body = (await api.get(url, museum.keys[role])).json()
    return (body.network ?? body).mixing[0]
  }
  for (const url of ['/v1/networks/2026-Q3', '/v1/scores/2026-Q3']) {
    expect(await mixing(url, 'analyst')).toMatchObject({ from: 'owned', to: 'media', ties: 1, receivers: 1 })
    expect(await mixing(url, 'leader')).toMatchObject({ from: 'owned', to: 'media', ties: null, receivers: null })
  }
})

test('403 names the role that is needed', async () => {
  const response = await api.get('/v1/scores', museum.keys.uploader)
  expect(response.statusCode).toBe(403)
  expect(response.json()).toMatchObject({
    type: 'urn:weft:problem:role-needed',
    detail: "this key's role is uploader; this needs analyst or reviewer or leader or admin",
  })
})

test('a key that asks too often gets 429 and when to go on; other keys are not slowed down', async () => {
  await using slow = await testApi({ requestsPerMinuteMax: 2 })
  const { keys } = await seedOrganization({ database: slow.fresh.database, files: slow.files }, 'hasty', [])
  const first = await slow.get('/v1/accounts', keys.admin)
  expect(first.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' })
  expect((await slow.get('/v1/scores', keys.admin)).statusCode).toBe(200)
  const third = await slow.get('/v1/accounts', keys.admin)
  expect(third.statusCode).toBe(429)
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
  expect(third.json()).toMatchObject({ type: 'urn:weft:problem:too-many-requests', status: 429 })
  expect((await slow.get('/v1/accounts', keys.analyst)).statusCode).toBe(200)
})

test('a key that keeps knocking at doors its role does not open is slowed down, too', async () => {
  await using slow = await testApi({ requestsPerMinuteMax: 2 })
  const { keys } = await seedOrganization({ database: slow.fresh.database, files: slow.files }, 'knocking', [])
  const statuses = []
  for (let time = 0; time < 3; time += 1) statuses.push((await slow.get('/v1/scores', keys.uploader)).statusCode)
  expect(statuses).toEqual([403, 403, 429])
})

async function upload(role: Role) {
  const form = multipartForm('file', 'a.csv', 'id')
  const headers = { ...form.headers, authorization: `Bearer ${museum.keys[role]}` }
  return await api.inject({ method: 'POST', url: '/v1/uploads', ...form, headers })
}

async function setParty(role: Role) {
  return await api.inject({
    method: 'PUT',
    url: `/v1/accounts/${museum.accounts.ben}/party`,
    headers: { authorization: `Bearer ${museum.keys[role]}` },
    payload: { party: 'media', basis: 'manual' },
  })
}
