import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', ['2026-Q3'])
})
afterAll(async () => await api[Symbol.asyncDispose]())

const ask = async (method: 'POST' | 'DELETE' | 'PUT', url: string, payload?: object, key = museum.keys.analyst) =>
  await api.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(payload === undefined ? {} : { payload }),
  })

const handles = { kind: 'handles', terms: ['@Ana_museum'], party: 'partner' }

test('a rule is looked at, set, labels at once, asks for scores, and is retired', async () => {
  const preview = await ask('POST', '/v1/party-rules/preview', handles)
  expect(preview.json()).toMatchObject({ accounts: 1, first: [{ handle: 'ana_museum' }] })
  const sentBefore = api.sent.length
  const created = await ask('POST', '/v1/party-rules', handles)
  expect(created.statusCode).toBe(201)
  expect(created.json()).toMatchObject({ terms: ['ana_museum'], party: 'partner', accounts: 1, retiredAt: null })
  expect(api.sent.slice(sentBefore)).toEqual([{ name: 'score_quarters', data: { organizationId: museum.id } }])
  const account = async () => (await api.get(`/v1/accounts/${museum.accounts.ana}`, museum.keys.reviewer)).json()
  expect(await account()).toMatchObject({ party: 'partner', setBy: 'rule' })

  const { id } = created.json<{ id: string }>()
  expect((await ask('DELETE', `/v1/party-rules/${id}`)).statusCode).toBe(204)
  expect((await ask('DELETE', `/v1/party-rules/${id}`)).statusCode).toBe(404)
  expect(await account()).toMatchObject({ party: 'unclassified', labels: [{ ruleId: id, party: 'partner' }] })
  const list = await api.get('/v1/party-rules', museum.keys.reviewer)
  expect(list.json<{ items: object[] }>().items[0]).toMatchObject({ id, accounts: 0 })
})

test('400 names the term that is no domain', async () => {
  const response = await ask('POST', '/v1/party-rules', {
    kind: 'domain',
    terms: ['museum.example', 'no domain'],
    party: 'media',
  })
  expect(response.json()).toMatchObject({
    status: 400,
    errors: [{ field: 'terms.1', expected: 'a domain such as museum.example' }],
  })
})

test('403: a reviewer reads rules and sets none', async () => {
  expect((await ask('POST', '/v1/party-rules', handles, museum.keys.reviewer)).statusCode).toBe(403)
})

test('consent is asked of rules and hands on X until an admin waives it, which is written down', async () => {
  const customers = { kind: 'handles', platform: 'x', terms: ['ana_museum'], party: 'customer' }
  const byHand = () => ask('PUT', `/v1/accounts/${museum.accounts.ben}/party`, { party: 'customer', basis: 'manual' })
  expect((await ask('POST', '/v1/party-rules', customers)).json()).toMatchObject({ status: 422 })
  expect((await byHand()).statusCode).toBe(422)

  const waived = { customerConsent: 'waived', reason: 'Consent is collected when they sign up.' }
  expect((await ask('PUT', '/v1/organization/customer-consent', waived)).statusCode).toBe(403)
  expect((await ask('PUT', '/v1/organization/customer-consent', waived, museum.keys.admin)).json()).toMatchObject({
    id: museum.id,
    customerConsent: 'waived',
  })
  expect((await ask('POST', '/v1/party-rules', customers)).statusCode).toBe(201)
  expect((await byHand()).statusCode).toBe(200)
  expect((await api.get('/v1/organization', museum.keys.reviewer)).json()).toMatchObject({ customerConsent: 'waived' })
})

test('a setting by hand is taken back and the one before holds again; once', async () => {
  const url = `/v1/accounts/${museum.accounts.ben}`
  await ask('PUT', `${url}/party`, { party: 'media', basis: 'manual' })
  const set = await ask('PUT', `${url}/party`, { party: 'partner', basis: 'manual' })
  const labelId = set.json<{ labels: { id: string }[] }>().labels[0]?.id
  const back = await ask('DELETE', `${url}/labels/${labelId}`)
  expect(back.json()).toMatchObject({ party: 'media' })
  expect(back.json<{ labels: { withdrawnAt: string | null }[] }>().labels[0]?.withdrawnAt).not.toBeNull()
  expect((await ask('DELETE', `${url}/labels/${labelId}`)).statusCode).toBe(404)
})

test('whom to classify first is listed per quarter', async () => {
  const response = await api.get('/v1/networks/2026-Q3/unclassified', museum.keys.reviewer)
  expect(response.statusCode).toBe(200)
  expect((await api.get('/v1/networks/2020-Q1/unclassified', museum.keys.reviewer)).statusCode).toBe(404)
})
