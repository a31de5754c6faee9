import type { RubricInForceBody, RubricVersionBody } from '@weft/contract/rubric'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import { withOrganization } from '@weft/store/database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { everyItem, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let number = 0
beforeAll(async () => {
  api = await testApi()
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => {
  const parts = { database: api.fresh.database, files: api.files }
  museum = await seedOrganization(parts, `tailored${(number += 1)}`, ['2026-Q3'])
  await send('DELETE')
  api.sent.length = 0
})

const find = async (): Promise<z.output<typeof RubricInForceBody>> =>
  (await api.get('/v1/rubric', museum.keys.leader)).json()

async function send(method: 'PUT' | 'DELETE', payload?: object, key = museum.keys.admin) {
  const headers = { authorization: `Bearer ${key}` }
  return await api.inject({ method, url: '/v1/rubric', headers, ...(payload === undefined ? {} : { payload }) })
}

const exempt = { indicators: { 'mixing.personal_share': { exempt: 'The civil service code.' } } }

test('a tailored rubric is in force at once, says what differs, and has every quarter scored anew', async () => {
  const answer = await send('PUT', exempt)
  expect(answer.statusCode).toBe(200)
  const { rubric, changes, inForce } = await find()
  expect(answer.json()).toEqual({ rubric, changes, inForce })
  expect(rubric.indicators.mixing['mixing.personal_share']?.exempt).toBe('The civil service code.')
  expect(changes.map(({ indicator, what, reason }) => [indicator, what, reason])).toEqual([
    ['mixing.personal_share', 'exempt', 'The civil service code.'],
  ])
  expect(inForce?.setBy).toMatch(/^key:/)
  expect(api.sent.map(({ name }) => name)).toEqual(['score_quarters'])
  const acts = await withOrganization(api.fresh.database, museum.id, (tx) =>
    tx.selectFrom('audit').select('act').orderBy('id', 'desc').limit(1).execute(),
  )
  expect(acts).toEqual([{ act: 'tailor_rubric' }])
})

test('what is set replaces what was set before; going back is the default; every version stays on record', async () => {
  await send('PUT', exempt)
  await send('PUT', { indicators: { 'promotion.share': { weight: 0.5, weightReason: 'Our charter.' } } })
  expect((await find()).changes.map(({ indicator, what }) => [indicator, what])).toEqual([
    ['promotion.share', 'weight'],
  ])
  expect((await send('DELETE')).statusCode).toBe(204)
  const { rubric, changes } = await find()
  expect([rubric, changes]).toEqual([DEFAULT_RUBRIC, []])
  expect((await send('DELETE')).statusCode).toBe(404)
  const versions = await everyItem<z.output<typeof RubricVersionBody>>(
    api,
    '/v1/rubric/versions?limit=2',
    museum.keys.analyst,
  )
  expect(versions.map(({ version, indicators }) => [version, Object.keys(indicators)])).toEqual([
    [5, []],
    [4, ['promotion.share']],
    [3, ['mixing.personal_share']],
    [2, []],
    [1, ['promotion.share']],
  ])
})

test.each([
  ['an indicator that does not exist', { 'promotion.fame': { exempt: 'x' } }, 'indicators.promotion.fame'],
  ['a weight without its reason', { 'promotion.share': { weight: 1 } }, 'promotion.share.weightReason'],
  ['a negative weight', { 'promotion.share': { weight: -1, weightReason: 'x' } }, 'indicators.promotion.share.weight'],
  ['an empty exemption', { 'promotion.share': { exempt: ' ' } }, 'indicators.promotion.share.exempt'],
  [
    'a floor above the target',
    { 'promotion.share': { anchors: { scale: 'linear', floor: 1, target: 0 }, anchorsReason: 'x' } },
    'promotion.share.anchors',
  ],
  [
    'a practice without any weight',
    Object.fromEntries(
      Object.keys(DEFAULT_RUBRIC.indicators.promotion).map((id) => [id, { weight: 0, weightReason: 'x' }]),
    ),
    'indicators.promotion',
  ],
])('%s is refused by name, and nothing is kept', async (_, indicators, field) => {
  const answer = await send('PUT', { indicators })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors.map((error: { field: string }) => error.field)).toContain(field)
  expect((await find()).changes).toEqual([])
  expect(api.sent).toEqual([])
})

test('only an admin tailors; what-if goes by the rubric in force', async () => {
  for (const role of ['uploader', 'analyst', 'reviewer', 'leader'] as const) {
    expect([role, (await send('PUT', exempt, museum.keys[role])).statusCode]).toEqual([role, 403])
  }
  await send('PUT', { indicators: { 'weave.reciprocity': { exempt: 'We broadcast by law.' } } })
  const supposed = await api.inject({
    method: 'POST',
    url: '/v1/scores/2026-Q3/what-if',
    headers: { authorization: `Bearer ${museum.keys.leader}` },
    payload: { indicators: {} },
  })
  expect(supposed.json().weave.indicators['weave.reciprocity']).toMatchObject({ state: 'exempt' })
})
