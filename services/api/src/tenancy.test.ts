import { withOrganization } from '@weft/store/database'
import { labelByHand } from '@weft/store/parties'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { multipartForm } from './multipart-form.ts'
import { type SeededOrganization, seedOrganization } from './seeded-organization.ts'
import { type TestApi, testApi } from './test-api.ts'

let api: TestApi
let ours: SeededOrganization
let theirs: SeededOrganization
/** Of each an upload in pieces for every way to ask for one. */
const begun = new Map<SeededOrganization, Record<string, string>>()

/** Both have a third quarter; only theirs has a second. */
beforeAll(async () => {
  api = await testApi()
  const parts = { database: api.fresh.database, files: api.files }
  ours = await seedOrganization(parts, 'ourmark', ['2026-Q3'])
  theirs = await seedOrganization(parts, 'theirmark', ['2026-Q2', '2026-Q3'])
  for (const one of [ours, theirs]) {
    // The walk takes a label back; a check goes on to need posts of an account that is ours.
    await withOrganization(api.fresh.database, one.id, (tx) =>
      labelByHand(tx, one.id, {
        accountId: one.accounts.ours,
        party: 'owned',
        basis: 'owned',
        validFrom: '2020-01-01',
        validTo: null,
      }),
    )
    const ids: Record<string, string> = {}
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const begin = { method: 'POST', path: '/v1/uploads/resumable' } as const
      const { headers } = await ask(begin, begin.path, one.keys.admin)
      ids[method] = String(headers.location).split('/').at(-1) ?? ''
    }
    begun.set(one, ids)
  }
})
afterAll(async () => await api[Symbol.asyncDispose]())

interface Operation {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS'
  path: string
}

/** Every operation that the API describes: a route that is added is walked without anyone thinking of it. */
function operations(): Operation[] {
  const { paths } = api.app.swagger() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, operationsOfPath]) =>
    Object.keys(operationsOfPath).map((method) => ({ method: method.toUpperCase() as Operation['method'], path })),
  )
}

/** The operation's address with an organization's own ids in it. */
function addressOf({ method, path }: Operation, of: SeededOrganization, quarter: string): string {
  return path
    .replace('/uploads/resumable/{id}', `/uploads/resumable/${begun.get(of)?.[method] ?? crypto.randomUUID()}`)
    .replace('/uploads/{id}/resume', `/uploads/${of.unloaded.held}/resume`)
    .replace('/uploads/{id}/retry', `/uploads/${of.unloaded.failed}/retry`)
    .replace('/uploads/{id}/undo', `/uploads/${of.undoable}/undo`)
    .replace('/uploads/{id}/cancel', `/uploads/${of.unloaded.queued}/cancel`)
    .replace('/uploads/{id}/columns', `/uploads/${of.unloaded.held}/columns`)
    .replace('/uploads/{id}', `/uploads/${of.uploadId}`)
    .replace('/accounts/{id}/labels/{labelId}', `/accounts/${of.accounts.ours}/labels/${of.labelId}`)
    .replace('/accounts/{id}', `/accounts/${of.accounts.ana}`)
    .replace('/checks/{quarter}/posts/{id}', `/checks/${quarter}/posts/${of.checkPostIds[quarter]}`)
    .replace('/posts/{id}/labels/{signal}', `/posts/${of.postId}/labels/toxic`)
    .replace('/actions/{quarter}/{id}', `/actions/${quarter}/answer_ask-${of.postId}`)
    .replace('/local-heads/{signal}', '/local-heads/thanks')
    .replace('/party-rules/{id}', `/party-rules/${of.ruleId}`)
    .replace('/column-mappings/{headerKey}', `/column-mappings/${of.headerKey}`)
    .replace('{format}', 'x_archive')
    .replace('{quarter}', quarter)
    .replace('{file}', 'network.gexf')
    .replace('{practice}', 'vulnerability')
    .replace('{indicator}', 'vulnerability.disclosure')
}

async function ask({ method, path }: Operation, address: string, key: string | null) {
  const headers = key === null ? {} : { authorization: `Bearer ${key}` }
  if (path.startsWith('/v1/uploads/resumable')) {
    const piece = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const asked = method === 'PATCH' ? piece : { 'tus-resumable': '1.0.0', 'upload-length': '7' }
    const payload = method === 'PATCH' ? { payload: Buffer.from('id') } : {}
    return await api.inject({ method, url: address, headers: { ...asked, ...headers }, ...payload })
  }
  if (path === '/v1/uploads' && method === 'POST') {
    const form = multipartForm('file', 'a.csv', 'id')
    return await api.inject({ method, url: address, payload: form.payload, headers: { ...form.headers, ...headers } })
  }
  const payload = BODIES[`${method} ${path}`]
  const body = payload === undefined ? {} : { payload }
  return await api.inject({ method, url: address, headers, ...body })
}

const MAPPING = {
  version: 1,
  table: 'accounts',
  headings: ['who'],
  columns: { account: 'who' },
  fixed: { platform: 'x' },
}

/** What is sent where a body is needed. */
const BODIES: Readonly<Record<string, object>> = {
  'PUT /v1/accounts/{id}/party': { party: 'media', basis: 'manual' },
  'PUT /v1/organization/customer-consent': { customerConsent: 'required', reason: 'We ask everybody.' },
  'POST /v1/uploads/{id}/columns/preview': { columns: MAPPING },
  'POST /v1/party-rules': { kind: 'handles', terms: ['nobody'], party: 'media' },
  'POST /v1/checks/{quarter}': { size: 5 },
  'PUT /v1/checks/{quarter}/posts/{id}': { skipped: true },
  'PUT /v1/posts/{id}/labels/{signal}': { label: true, reason: 'It insults Ben.' },
  'POST /v1/scores/{quarter}/what-if': { indicators: { 'weave.reciprocity': { weight: 1 } } },
  'POST /v1/actions/{quarter}/{id}/decisions': { state: 'accepted' },
  'PUT /v1/rubric': { indicators: { 'promotion.breadth': { exempt: 'We may not.' } } },
  'POST /v1/reader/local-heads': { signals: ['thanks'] },
  'POST /v1/party-rules/preview': { kind: 'handles', terms: ['nobody'], party: 'media' },
}

/** Formats are the same for everybody. */
const withId = ({ path }: Operation) => path.includes('{') && !path.includes('{format}')

test('the walk covers every route there is', () => {
  const all = operations().map(({ method, path }) => `${method} ${path}`)
  expect(all.length).toBeGreaterThanOrEqual(21)
  expect(all).toEqual(expect.arrayContaining(['PUT /v1/accounts/{id}/party', 'GET /v1/scorecards/{quarter}/pdf']))
  for (const operation of operations()) expect(addressOf(operation, ours, '2026-Q3')).not.toMatch(/[{}]/)
})

test('with its own ids an organization gets an answer on every route: the addresses are right', async () => {
  for (const operation of operations()) {
    const response = await ask(operation, addressOf(operation, theirs, '2026-Q2'), theirs.keys.admin)
    expect([operation, response.statusCode < 300]).toEqual([operation, true])
  }
})

test('with another organization’s ids every route is 404, and says nothing of theirs', async () => {
  for (const operation of operations().filter(withId)) {
    const response = await ask(operation, addressOf(operation, theirs, '2026-Q2'), ours.keys.admin)
    expect([operation, response.statusCode]).toEqual([operation, 404])
    expect(response.body).not.toContain('theirmark')
  }
})

test('what is theirs cannot be told from what never was', async () => {
  const unheardOf = {
    ...theirs,
    uploadId: crypto.randomUUID(),
    undoable: crypto.randomUUID(),
    unloaded: { held: crypto.randomUUID(), failed: crypto.randomUUID(), queued: crypto.randomUUID() },
    accounts: { ...theirs.accounts, ours: '987653', ana: '987654' },
    labelId: '987655',
    ruleId: '987656',
    postId: '987657',
    checkPostIds: { '2026-Q2': '987658' },
  }
  // Whole words: a short number is also part of others.
  const withoutId = (text: string, id: string) => text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), 'ID')
  const idsOf = ({ uploadId, undoable, unloaded, accounts, labelId, ruleId, ...posts }: SeededOrganization) => [
    uploadId,
    undoable,
    ...Object.values(unloaded),
    accounts.ours,
    accounts.ana,
    labelId,
    ruleId,
    posts.postId,
    ...Object.values(posts.checkPostIds),
  ]
  const shape = ({ body, headers }: Awaited<ReturnType<typeof ask>>, hidden: string[]) => {
    // To a HEAD there is no body.
    const { requestId: _, ...problem } = JSON.parse(body === '' ? '{}' : body) as Record<string, string>
    const text = JSON.stringify({ ...problem, detail: hidden.reduce(withoutId, String(problem.detail)) })
    return { text, headers: Object.keys(headers).toSorted() }
  }
  for (const operation of operations().filter(({ path }) => path.includes('{id}'))) {
    const one = await ask(operation, addressOf(operation, theirs, '2026-Q2'), ours.keys.admin)
    const other = await ask(operation, addressOf(operation, unheardOf, '2026-Q2'), ours.keys.admin)
    expect(shape(one, idsOf(theirs))).toEqual(shape(other, idsOf(unheardOf)))
  }
})

test('where both have something of that name, and in every list, each gets its own and nothing of the other’s', async () => {
  for (const operation of operations().filter(({ method }) => method === 'GET')) {
    for (const [one, other] of [
      [ours, 'theirmark'],
      [theirs, 'ourmark'],
    ] as const) {
      const response = await ask(operation, addressOf(operation, one, '2026-Q3'), one.keys.admin)
      expect([operation, response.statusCode]).toEqual([operation, 200])
      expect(response.body).not.toContain(other)
    }
  }
})

test('a cursor into another organization’s list leads nowhere in one’s own', async () => {
  const uploads = Buffer.from(JSON.stringify(theirs.uploadId)).toString('base64url')
  const response = await api.get(`/v1/uploads?cursor=${uploads}`, ours.keys.admin)
  expect(response.json()).toEqual({ items: [], nextCursor: null })
})

test('an etag of theirs is not known to be ours: the answer is one’s own', async () => {
  const { headers } = await api.get('/v1/scorecards/2026-Q3/pdf', theirs.keys.admin)
  const known = { 'if-none-match': String(headers.etag) }
  expect((await api.get('/v1/scorecards/2026-Q3/pdf', ours.keys.admin, known)).statusCode).toBe(200)
})

test('nothing of theirs was changed by being asked for', async () => {
  const party = { method: 'PUT', path: '/v1/accounts/{id}/party' } as const
  const before = (await api.get(`/v1/accounts/${theirs.accounts.ben}`, theirs.keys.admin)).body
  const address = `/v1/accounts/${theirs.accounts.ben}/party`
  expect((await ask(party, address, ours.keys.admin)).statusCode).toBe(404)
  expect((await api.get(`/v1/accounts/${theirs.accounts.ben}`, theirs.keys.admin)).body).toBe(before)
})

test('an upload of theirs is neither resumed, tried again, cancelled nor undone by us', async () => {
  const upload = async () => (await api.get('/v1/uploads', theirs.keys.admin)).body
  const before = await upload()
  for (const [act, id] of [
    ['resume', theirs.unloaded.held],
    ['cancel', theirs.unloaded.held],
    ['retry', theirs.unloaded.failed],
    ['undo', theirs.uploadId],
  ]) {
    const response = await api.inject({
      method: 'POST',
      url: `/v1/uploads/${id}/${act}`,
      headers: { authorization: `Bearer ${ours.keys.admin}` },
    })
    expect([act, response.statusCode]).toEqual([act, 404])
  }
  expect(await upload()).toBe(before)
})

test('without a key every route is 401, whether or not there is such a thing', async () => {
  for (const operation of operations()) {
    const response = await ask(operation, addressOf(operation, ours, '2026-Q3'), null)
    expect([operation, response.statusCode]).toEqual([operation, 401])
    expect(response.body).not.toMatch(/ourmark|theirmark/)
  }
})
