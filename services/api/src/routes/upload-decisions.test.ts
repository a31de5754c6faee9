import type { Role } from '@weft/store/api-keys'
import { withOrganization } from '@weft/store/database'
import { endLoading, startLoading } from '@weft/store/upload-states'
import { createUpload } from '@weft/store/uploads'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { multipartForm } from '../multipart-form.ts'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let id: string

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => {
  api.sent.length = 0
  id = crypto.randomUUID()
  const upload = { id, name: 'a.csv', fileKey: `${museum.id}/uploads/${id}`, sha256: '00'.repeat(32), bytes: 7 }
  await within((tx) => createUpload(tx, museum.id, { ...upload, options: { platform: 'x' } }))
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(api.fresh.database, museum.id, work)

const hold = () =>
  within((tx) =>
    endLoading(tx, id, { state: 'held', held: { reason: 'rejected_rows', detail: 'look', rows: 30, rejected: 9 } }),
  )

const fail = () =>
  within((tx) => endLoading(tx, id, { state: 'failed', problem: { title: 'T', detail: 'D', file: null } }))

async function decide(act: string, body?: object, role: Role = 'analyst') {
  const headers = { authorization: `Bearer ${museum.keys[role]}` }
  const payload = body === undefined ? {} : { payload: body }
  return await api.inject({ method: 'POST', url: `/v1/uploads/${id}/${act}`, headers, ...payload })
}

const found = async () => (await api.get(`/v1/uploads/${id}`, museum.keys.admin)).json<Record<string, unknown>>()

const acts = () =>
  within((tx) =>
    tx.selectFrom('audit').select(['act', 'actor', 'detail']).where('subject', '=', id).orderBy('id').execute(),
  )

test('a held upload says what it waits for; resumed, it is queued with what was said then and now', async () => {
  await hold()
  expect(await found()).toMatchObject({
    state: 'held',
    held: { reason: 'rejected_rows', rows: 30, rejected: 9 },
    receipt: { files: [] },
    finishedAt: null,
  })
  const response = await decide('resume', { acceptRejects: true, account: 'x:weftmuseum' })
  expect([response.statusCode, response.json()]).toEqual([202, { id, state: 'queued' }])
  expect(await found()).toMatchObject({
    state: 'queued',
    held: null,
    options: { platform: 'x', acceptRejects: true, account: 'x:weftmuseum' },
  })
  expect(api.sent).toEqual([{ name: 'load_upload', data: { organizationId: museum.id, uploadId: id } }])
  expect(await acts()).toMatchObject([{ act: 'resume_upload', detail: { acceptRejects: true } }])
})

test('a failed upload is tried again, and so is one that was cancelled', async () => {
  await fail()
  expect((await decide('retry')).statusCode).toBe(202)
  expect(await found()).toMatchObject({ state: 'queued', problem: null, finishedAt: null })
  expect((await decide('cancel')).json()).toEqual({ id, state: 'cancelled' })
  expect((await decide('retry', { format: 'follows_csv' })).statusCode).toBe(202)
  expect(await found()).toMatchObject({ state: 'queued', options: { format: 'follows_csv' } })
  expect((await acts()).map(({ act }) => act)).toEqual(['retry_upload', 'cancel_upload', 'retry_upload'])
})

test('an upload that waits is cancelled at once, and scoring need not wait for it any more', async () => {
  expect((await decide('cancel')).json()).toEqual({ id, state: 'cancelled' })
  expect(await found()).toMatchObject({ state: 'cancelled' })
  expect(api.sent).toEqual([{ name: 'score_quarters', data: { organizationId: museum.id } }])
})

test('one that is being loaded is marked, for whoever loads it to notice', async () => {
  await within((tx) => startLoading(tx, id))
  expect((await decide('cancel')).json()).toEqual({ id, state: 'cancelling' })
  expect(await found()).toMatchObject({ state: 'loading', cancelling: true })
})

test('409: what does not go with the state that the upload is in', async () => {
  for (const act of ['resume', 'retry']) {
    const response = await decide(act)
    expect([act, response.statusCode]).toEqual([act, 409])
    expect(response.json()).toMatchObject({ type: 'urn:weft:problem:wrong-state' })
  }
  await fail()
  expect((await decide('cancel')).json<{ detail: string }>().detail).toMatch(/is failed; .*queued or held or loading/)
  expect(await acts()).toEqual([])
})

test('400: a format that there is not, an account that is none, a field that nobody knows', async () => {
  await hold()
  for (const body of [{ format: 'no_such' }, { account: 'weftmuseum' }, { sha: 'x' }, { takenAt: 'yesterday' }]) {
    const response = await decide('resume', body)
    expect([body, response.statusCode]).toEqual([body, 400])
    expect(response.json()).toMatchObject({ errors: [{ field: Object.keys(body)[0] }] })
  }
  expect(await found()).toMatchObject({ state: 'held' })
})

test('who may not upload may not decide; an uploader decides about its own uploads only', async () => {
  await hold()
  for (const role of ['leader', 'reviewer'] as const) {
    for (const act of ['resume', 'cancel', 'retry']) expect((await decide(act, {}, role)).statusCode).toBe(403)
  }
  expect((await decide('cancel', {}, 'uploader')).statusCode).toBe(404)
  const form = multipartForm('file', 'mine.csv', 'x')
  const headers = { ...form.headers, authorization: `Bearer ${museum.keys.uploader}` }
  const sent = await api.inject({ method: 'POST', url: '/v1/uploads', payload: form.payload, headers })
  id = sent.json<{ id: string }>().id
  expect((await decide('cancel', {}, 'uploader')).statusCode).toBe(202)
})
