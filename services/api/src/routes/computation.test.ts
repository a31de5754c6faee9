import { endComputation, noteComputation, startComputation } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
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

const url = '/v1/computation'
const look = async () => (await api.get(url, museum.keys.analyst)).json<Record<string, unknown>>()
const post = (path: string, key = museum.keys.analyst) =>
  api.app.inject({ method: 'POST', url: path, headers: { authorization: `Bearer ${key}` } })
const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(api.fresh.database, museum.id, work)

test('from nothing asked to cancelled: each state is told, and what cannot be is refused', async () => {
  expect(await look()).toEqual({
    state: 'idle',
    progress: null,
    problem: null,
    askedAt: null,
    startedAt: null,
    finishedAt: null,
  })
  expect((await post(`${url}/cancel`)).json()).toMatchObject({ status: 409, type: 'urn:weft:problem:nothing-computes' })

  const sentBefore = api.sent.length
  expect((await post(url)).statusCode).toBe(202)
  expect(api.sent.slice(sentBefore)).toEqual([{ name: 'score_quarters', data: { organizationId: museum.id } }])
  expect(await look()).toMatchObject({ state: 'queued', startedAt: null })

  await within((tx) => startComputation(tx, museum.id))
  await within((tx) => noteComputation(tx, { step: 'measuring', quarter: '2026-Q3', share: 0.5 }))
  expect(await look()).toMatchObject({ state: 'running', progress: { quarter: '2026-Q3', share: 0.5 } })

  expect((await post(`${url}/cancel`)).json()).toEqual({ state: 'cancelling' })
  await within((tx) => endComputation(tx, { state: 'cancelled' }))
  expect(await look()).toMatchObject({ state: 'cancelled', progress: { share: 0.5 } })
})

test('who only reads sees how far it is and decides nothing', async () => {
  expect((await api.get(url, museum.keys.leader)).statusCode).toBe(200)
  expect((await post(url, museum.keys.leader)).statusCode).toBe(403)
  expect((await post(`${url}/cancel`, museum.keys.reviewer)).statusCode).toBe(403)
})
