import { withOrganization } from '@weft/store/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
})
afterAll(async () => await api[Symbol.asyncDispose]())

interface Item {
  id: string
  handle: string
  party: string
}

const handles = async (query: string) =>
  (await everyItem<Item>(api, `/v1/accounts${query}`, museum.keys.reviewer)).map(({ handle }) => handle)

const setParty = async (id: string, payload: object, key = museum.keys.analyst) =>
  await api.inject({
    method: 'PUT',
    url: `/v1/accounts/${id}/party`,
    headers: { authorization: `Bearer ${key}` },
    payload,
  })

test('accounts come in the order they were first seen, page by page, each once', async () => {
  expect(await handles('?limit=1')).toEqual(['Museum_museum', 'ana_museum', 'ben_museum'])
})

test('accounts are found by how the handle begins, by platform, and by party', async () => {
  expect(await handles('?q=ANA')).toEqual(['ana_museum'])
  expect(await handles('?q=@ana')).toEqual(['ana_museum'])
  expect(await handles('?q=museum')).toEqual(['Museum_museum'])
  expect(await handles('?party=owned')).toEqual(['Museum_museum'])
  expect(await handles('?party=unclassified')).toEqual(['ana_museum', 'ben_museum'])
  expect(await handles('?platform=mastodon')).toEqual([])
})

test('what would be a pattern in the database is a letter like any other', async () => {
  for (const q of ['%25', '_', 'ana%5C', '%25ana']) expect(await handles(`?q=${q}`)).toEqual([])
  expect(await handles('?q=ana_m')).toEqual(['ana_museum'])
})

test('400 names every field that is wrong, what was sent and what was expected', async () => {
  const response = await api.get('/v1/accounts?limit=0&party=friend&page=2&q=%00', museum.keys.admin)
  expect(response.statusCode).toBe(400)
  const { errors } = response.json<{ errors: { field: string }[] }>()
  expect(errors.toSorted((one, other) => (one.field < other.field ? -1 : 1))).toEqual([
    { in: 'querystring', field: 'limit', value: '0', expected: 'at least 1' },
    { in: 'querystring', field: 'page', value: '2', expected: 'no field of this name' },
    {
      in: 'querystring',
      field: 'party',
      value: 'friend',
      expected: 'one of owned, employee, customer, partner, third_party, media, unclassified',
    },
    { in: 'querystring', field: 'q', value: '\u0000', expected: 'text without control characters' },
  ])
})

test('an empty limit is wrong, not zero and not the default', async () => {
  expect((await api.get('/v1/accounts?limit=', museum.keys.admin)).statusCode).toBe(400)
})

test('400: a cursor that no list gave', async () => {
  for (const cursor of ['abc', 'bnVsbA', Buffer.from('"x"').toString('base64url')]) {
    const response = await api.get(`/v1/accounts?cursor=${cursor}`, museum.keys.admin)
    expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] })
  }
})

test('404: an account that is not there', async () => {
  const response = await api.get('/v1/accounts/999999', museum.keys.admin)
  expect(response.statusCode).toBe(404)
  expect(response.json()).toMatchObject({ type: 'urn:weft:problem:not-found', detail: 'there is no account 999999' })
})

test('a label set by hand holds at once, keeps the earlier ones, is on record, and asks for new scores', async () => {
  api.sent.length = 0
  const response = await setParty(museum.accounts.ana, { party: 'partner', basis: 'manual', validFrom: '2026-07-01' })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toMatchObject({
    party: 'partner',
    setBy: 'hand',
    labels: [{ party: 'partner', basis: 'manual', validFrom: '2026-07-01', validTo: null, source: null }],
  })
  await setParty(museum.accounts.ana, { party: 'media', basis: 'manual' })
  const { party, labels } = (await api.get(`/v1/accounts/${museum.accounts.ana}`, museum.keys.reviewer)).json<{
    party: string
    labels: { party: string }[]
  }>()
  expect([party, labels.map((label) => label.party)]).toEqual(['media', ['media', 'partner']])
  const again = { name: 'score_quarters', data: { organizationId: museum.id } }
  expect(api.sent).toEqual([again, again])
  const audit = await withOrganization(api.fresh.database, museum.id, (tx) =>
    tx.selectFrom('audit').select(['act', 'subject', 'detail', 'actor']).orderBy('id').execute(),
  )
  expect(audit).toHaveLength(2)
  expect(audit[0]).toMatchObject({ act: 'set_party', subject: museum.accounts.ana, detail: { party: 'partner' } })
  expect(audit[0]?.actor).toMatch(/^key:[\da-f-]{36}$/)
})

test('a label holds within its days only', async () => {
  await setParty(museum.accounts.ben, { party: 'media', basis: 'manual', validTo: '2026-10-31' })
  expect((await api.get(`/v1/accounts/${museum.accounts.ben}`, museum.keys.admin)).json()).toMatchObject({
    party: 'unclassified',
    labels: [{ party: 'media' }],
  })
})

test('422: an account on X is no customer without consent', async () => {
  const refused = await setParty(museum.accounts.ben, { party: 'customer', basis: 'manual' })
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ type: 'urn:weft:problem:consent-needed' })
  const agreed = await setParty(museum.accounts.ben, { party: 'customer', basis: 'consented' })
  expect(agreed.json()).toMatchObject({ party: 'customer' })
})

test.each([
  ['no party', { basis: 'manual' }, 'party'],
  ['a party nobody knows', { party: 'friend', basis: 'manual' }, 'party'],
  ['a rule’s basis', { party: 'media', basis: 'rule' }, 'basis'],
  ['a day that is none', { party: 'media', basis: 'manual', validFrom: '2026-02-30' }, 'validFrom'],
  ['a year before the calendar', { party: 'media', basis: 'manual', validFrom: '0000-01-01' }, 'validFrom'],
  [
    'an end before the beginning',
    { party: 'media', basis: 'manual', validFrom: '2026-02-02', validTo: '2026-02-01' },
    'validTo',
  ],
  ['a field nobody knows', { party: 'media', basis: 'manual', note: 'x' }, 'note'],
  ['no object', [], '(whole)'],
])('400: a setting with %s', async (_, payload, field) => {
  const response = await setParty(museum.accounts.ana, payload)
  expect(response.statusCode).toBe(400)
  expect(response.json<{ errors: object[] }>().errors).toEqual([expect.objectContaining({ in: 'body', field })])
})

test('400, 413 and 415: bodies that are not JSON, too long, or of another kind', async () => {
  const url = `/v1/accounts/${museum.accounts.ana}/party`
  const put = async (type: string, payload: string) =>
    (
      await api.inject({
        method: 'PUT',
        url,
        headers: { authorization: `Bearer ${museum.keys.admin}`, 'content-type': type },
        payload,
      })
    ).statusCode
  expect(await put('application/json', '{"party":')).toBe(400)
  expect(await put('application/json', '')).toBe(400)
  expect(await put('application/json', JSON.stringify({ party: 'x'.repeat(20_000) }))).toBe(413)
  expect(await put('text/plain', 'partner')).toBe(415)
})
