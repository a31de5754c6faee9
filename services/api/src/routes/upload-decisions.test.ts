import type { Role } from '@weft/store/api-keys'
import { withOrganization } from '@weft/store/database'
import { hasUnloadedUploads } from '@weft/store/scoring-inputs'
import { endLoading, endUndoing, startLoading } from '@weft/store/upload-states'
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

/** An upload that is loaded, with its receipt. */
const load = () =>
  within(async (tx) => {
    await tx
      .updateTable('upload')
      .set({ state: 'loaded', finished_at: '2026-10-01T12:00:00Z' })
      .where('id', '=', id)
      .execute()
    const counts = { rows: 1, new: 1, updated: 0, known: 0, rejected: 0, ignored: 0, ignored_reasons: '{}', notes: [] }
    const file = { organization_id: museum.id, upload_id: id, number: 0, name: 'a.csv', format: 'follows_csv' }
    await tx
      .insertInto('upload_file')
      .values({ ...file, ...counts })
      .execute()
  })

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

test('a loaded upload is undone by a job; until then all of it is there, and scoring waits', async () => {
  await load()
  const response = await decide('undo')
  expect([response.statusCode, response.json()]).toEqual([202, { id, state: 'undoing' }])
  expect(await found()).toMatchObject({ state: 'undoing', undoProblem: null, receipt: { totals: { rows: 1 } } })
  expect(api.sent).toEqual([{ name: 'undo_upload', data: { organizationId: museum.id, uploadId: id } }])
  expect(await acts()).toMatchObject([{ act: 'undo_upload', detail: null }])
  expect(await within(hasUnloadedUploads)).toBe(true)
})

test('one that could not be undone is loaded and says why; asked for again, it is tried again', async () => {
  await load()
  await decide('undo')
  const problem = { title: 'Not undone', detail: 'The copy of b.csv is gone.', file: 'b.csv' }
  await within((tx) => endUndoing(tx, id, problem))
  expect(await found()).toMatchObject({ state: 'loaded', problem: null, undoProblem: problem })
  expect((await decide('undo')).statusCode).toBe(202)
  expect(await found()).toMatchObject({ state: 'undoing', undoProblem: null })
})

test('an undone upload keeps its receipt, cannot be undone again, and can be loaded again', async () => {
  await load()
  await within((tx) => tx.updateTable('upload').set({ state: 'undone' }).where('id', '=', id).execute())
  expect(await found()).toMatchObject({ state: 'undone', receipt: { totals: { new: 1 } } })
  const again = await decide('undo')
  expect([again.statusCode, again.json<{ detail: string }>().detail]).toEqual([
    409,
    'this upload is undone; to undo it, it has to be loaded',
  ])
  expect((await decide('retry')).statusCode).toBe(202)
  expect(await found()).toMatchObject({ state: 'queued', receipt: null })
})

test('asked for twice at once, an upload is undone once', async () => {
  await load()
  const statuses = (await Promise.all([decide('undo'), decide('undo')])).map(({ statusCode }) => statusCode)
  expect(new Set(statuses)).toEqual(new Set([202, 409]))
  expect(api.sent).toHaveLength(1)
})

test('409: what does not go with the state that the upload is in', async () => {
  for (const act of ['resume', 'retry', 'undo']) {
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
    for (const act of ['resume', 'cancel', 'retry', 'undo']) expect((await decide(act, {}, role)).statusCode).toBe(403)
  }
  expect((await decide('cancel', {}, 'uploader')).statusCode).toBe(404)
  const form = multipartForm('file', 'mine.csv', 'x')
  const headers = { ...form.headers, authorization: `Bearer ${museum.keys.uploader}` }
  const sent = await api.inject({ method: 'POST', url: '/v1/uploads', payload: form.payload, headers })
  id = sent.json<{ id: string }>().id
  expect((await decide('cancel', {}, 'uploader')).statusCode).toBe(202)
})
