import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { createApiKey } from '@weft/store/api-keys'
import { withOrganization } from '@weft/store/database'
import { openQueue } from '@weft/store/queue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { multipartForm } from '../multipart-form.ts'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { buildServer } from '../server.ts'
import { everyItem, NOW, type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi({ uploadBytesMax: 100_000 })
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
})
beforeEach(() => void (api.sent.length = 0))
afterAll(async () => await api[Symbol.asyncDispose]())

async function upload(form: { headers: Record<string, string>; payload: Buffer | string }, key = museum.keys.analyst) {
  const headers = { ...form.headers, authorization: `Bearer ${key}` }
  return await api.inject({ method: 'POST', url: '/v1/uploads', payload: form.payload, headers })
}

const stored = async () => new Set(await readdir(join(api.folder, museum.id, 'uploads')).catch(() => []))

test('202: the file is kept byte for byte, noted as waiting, and a job asked for', async () => {
  const content = Buffer.from([0, 255, 13, 10, 45, 45, 7])
  const response = await upload(multipartForm('file', 'exports/Zip Ä.zip', content))
  expect(response.statusCode).toBe(202)
  const { id } = response.json<{ id: string }>()
  expect(response.headers.location).toBe(`/v1/uploads/${id}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of api.files.open(`${museum.id}/uploads/${id}`)) chunks.push(chunk)
  expect(Buffer.concat(chunks)).toEqual(content)
  expect(api.sent).toEqual([{ name: 'load_upload', data: { organizationId: museum.id, uploadId: id } }])
  const found = (await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json<object>()
  expect(found).toMatchObject({ id, name: 'Zip Ä.zip', bytes: 7, state: 'queued', problem: null, receipt: null })
})

test('the job that an upload asks for reaches whoever works on the real queue', async () => {
  const queue = await openQueue(api.fresh.url)
  const job = new Promise((resolve) => queue.work('load_upload', async (data) => resolve(data)))
  const settings = { uploadBytesMax: 1000, requestsPerMinuteMax: 10, partsFolder: api.partsFolder }
  const app = await buildServer({ database: api.fresh.database, files: api.files, queue, now: () => NOW }, settings)
  const form = multipartForm('file', 'a.csv', 'id,time')
  const headers = { ...form.headers, authorization: `Bearer ${museum.keys.admin}` }
  const response = await app.inject({ method: 'POST', url: '/v1/uploads', payload: form.payload, headers })
  expect(await job).toEqual({ organizationId: museum.id, uploadId: response.json<{ id: string }>().id })
  await app.close()
  await queue.close()
})

test('413: a file over the limit is refused by name of the limit, and nothing of it is kept', async () => {
  const before = await stored()
  const response = await upload(multipartForm('file', 'big.zip', Buffer.alloc(100_001)))
  expect(response.statusCode).toBe(413)
  expect(response.json()).toMatchObject({ type: 'urn:weft:problem:upload-too-large' })
  expect(response.json<{ detail: string }>().detail).toContain('100000 bytes')
  expect(await stored()).toEqual(before)
  expect(api.sent).toEqual([])
  expect((await upload(multipartForm('file', 'fits.zip', Buffer.alloc(99_999)))).statusCode).toBe(202)
})

test('413 reaches a sender that is still sending', async () => {
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  const form = multipartForm('file', 'big.zip', Buffer.alloc(5_000_000))
  const sending = request(`${api.app.listeningOrigin}/v1/uploads`, {
    method: 'POST',
    headers: { ...form.headers, authorization: `Bearer ${museum.keys.admin}`, 'content-length': 500_000_000 },
  })
  sending.on('error', () => undefined)
  sending.write(form.payload)
  const [response] = (await once(sending, 'response')) as [{ statusCode: number }]
  expect(response.statusCode).toBe(413)
  sending.destroy()
})

test('400: a form without a file, with the file in another field, or cut off', async () => {
  const before = await stored()
  const whole = multipartForm('file', 'a.csv', 'id,time,kind')
  const cut = { ...whole, payload: whole.payload.subarray(0, whole.payload.length - 20) }
  const empty = { ...whole, payload: Buffer.from('--weft-boundary--\r\n') }
  const garbage = { ...whole, payload: Buffer.from('what is this?') }
  const problems = []
  for (const form of [multipartForm('archive', 'a.csv', 'id'), empty, cut, garbage]) {
    const response = await upload(form)
    problems.push([response.statusCode, response.json<{ type: string }>().type.split(':').at(-1)])
  }
  expect(problems).toEqual([
    [400, 'no-file'],
    [400, 'no-file'],
    [400, 'unreadable-upload'],
    [400, 'unreadable-upload'],
  ])
  expect(await stored()).toEqual(before)
})

test('415: anything that is no form', async () => {
  const json = await upload({ headers: { 'content-type': 'application/json' }, payload: '{"file":"x"}' })
  const zip = await upload({ headers: { 'content-type': 'application/zip' }, payload: 'PK' })
  expect([json.statusCode, zip.statusCode]).toEqual([415, 415])
  expect(json.json()).toMatchObject({ type: 'urn:weft:problem:unsupported-media-type' })
})

test('a file’s name is kept as people wrote it, without folders and control characters', async () => {
  for (const [sent, kept] of [
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u0007.csv', 'ab.csv'],
  ] as const) {
    const { id } = (await upload(multipartForm('file', sent, 'x'))).json<{ id: string }>()
    expect((await api.get(`/v1/uploads/${id}`, museum.keys.admin)).json()).toMatchObject({ name: kept })
  }
})

test('200: a loaded upload shows what became of every row', async () => {
  const { receipt } = (await api.get(`/v1/uploads/${museum.uploadId}`, museum.keys.analyst)).json<{
    receipt: { files: object[]; totals: object }
  }>()
  const counts = { rows: 5, new: 2, updated: 0, known: 0, rejected: 3, ignored: 0 }
  expect(receipt.totals).toEqual(counts)
  const coverage = [
    {
      platform: 'x',
      account: null,
      direction: 'as_observed',
      acts: ['post', 'reply'],
      text: true,
      from: '2026-07-01T00:00:00.000Z',
      to: '2026-09-30T00:00:00.000Z',
    },
  ]
  const file = { file: 'museum.csv', format: 'interactions_csv', ignoredReasons: {}, notes: ['read as UTF-8 museum'] }
  expect(receipt.files).toEqual([{ ...file, ...counts, coverage }])
})

test('rejected rows come page by page, each with what to change', async () => {
  const url = `/v1/uploads/${museum.uploadId}/rejects`
  const first = (await api.get(`${url}?limit=2`, museum.keys.admin)).json<{ items: object[]; nextCursor: string }>()
  expect(first.items).toHaveLength(2)
  expect(first.items[1]).toEqual({
    file: 'museum.csv',
    unit: 'line',
    row: 5,
    column: 'time',
    value: 'not a time',
    problem: 'is no time',
    fix: 'write ISO 8601',
    original: { time: 'not a time', kind: 'reply', actor: 'ana_museum' },
  })
  const second = await api.get(`${url}?limit=2&cursor=${first.nextCursor}`, museum.keys.admin)
  expect(second.json()).toMatchObject({ items: [{ row: 6 }], nextCursor: null })
})

test('as CSV all rejected rows come at once with the columns they had, and none of them runs as a formula', async () => {
  const url = `/v1/uploads/${museum.uploadId}/rejects`
  const byFormat = await api.get(`${url}?format=csv`, museum.keys.admin)
  expect(byFormat.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(byFormat.body.split('\n')).toEqual([
    '\uFEFFtime,kind,actor,weft_file,weft_row,weft_column,weft_problem,weft_fix',
    "'=cmd() museum,reply,ana_museum,museum.csv,4,time,is no time,write ISO 8601",
    'not a time,reply,ana_museum,museum.csv,5,time,is no time,write ISO 8601',
    "'@ana,reply,ana_museum,museum.csv,6,time,is no time,write ISO 8601",
    '',
  ])
  expect((await api.get(url, museum.keys.admin, { accept: 'text/csv' })).body).toBe(byFormat.body)
  expect((await api.get(`${url}?format=csv&file=1`, museum.keys.admin)).body).toBe(byFormat.body)
  expect((await api.get(`${url}?format=csv&file=2`, museum.keys.admin)).statusCode).toBe(404)
})

test('rejected rows of several files are as many tables, and items of a list are handed back as their JSON', async () => {
  const { id } = (await upload(multipartForm('file', 'archive.zip', 'x'))).json<{ id: string }>()
  const of = { organization_id: museum.id, upload_id: id }
  await withOrganization(api.fresh.database, museum.id, async (tx) => {
    const counts = { rows: 3, new: 0, updated: 0, known: 0, rejected: 3, ignored: 0, ignored_reasons: '{}', notes: [] }
    await tx
      .insertInto('upload_file')
      .values({ ...of, number: 0, name: 'archive.zip', format: 'x_archive', ...counts })
      .execute()
    const why = { file_number: 0, problem: 'is no id', fix: 'look' }
    await tx
      .insertInto('reject')
      .values([
        {
          ...of,
          ...why,
          number: 1,
          path: 'like.js',
          unit: 'item',
          row_number: 3,
          original: JSON.stringify('{"id":1}'),
        },
        { ...of, ...why, number: 2, path: 'a.csv', row_number: 4, original: JSON.stringify({ z: '1' }) },
        { ...of, ...why, number: 3, path: 'a.csv', row_number: 2, original: JSON.stringify({ z: '1', b: '-2' }) },
      ])
      .execute()
  })
  const url = `/v1/uploads/${id}/rejects?format=csv`
  const asked = await api.get(url, museum.keys.admin)
  expect([asked.statusCode, asked.json<{ detail: string }>().detail]).toEqual([
    400,
    expect.stringContaining('1: a.csv (2 rows), 2: like.js (1 rows)'),
  ])
  const first = (await api.get(`${url}&file=1`, museum.keys.admin)).body.split('\n')
  expect(first).toEqual([
    '\uFEFFz,b,weft_file,weft_row,weft_column,weft_problem,weft_fix',
    '1,,a.csv,4,,is no id,look',
    "1,'-2,a.csv,2,,is no id,look",
    '',
  ])
  expect((await api.get(`${url}&file=2`, museum.keys.admin)).body).toContain(
    '\n"{""id"":1}",like.js,3,,is no id,look\n',
  )
})

test('uploads come newest first, page by page, each once', async () => {
  const seen = (await everyItem<{ id: string }>(api, '/v1/uploads?limit=2', museum.keys.admin)).map(({ id }) => id)
  expect(seen.length).toBeGreaterThan(2)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.at(-1)).toBe(museum.uploadId)
})

test('an uploader sees the uploads made with its own key, and no other', async () => {
  const { key } = await createApiKey(api.fresh.database, museum.id, { name: 'agency', role: 'uploader' })
  const { id } = (await upload(multipartForm('file', 'mine.csv', 'x'), key)).json<{ id: string }>()
  const list = (await api.get('/v1/uploads', key)).json<{ items: { id: string }[] }>()
  expect(list.items.map((item) => item.id)).toEqual([id])
  expect((await api.get(`/v1/uploads/${id}`, key)).statusCode).toBe(200)
  expect((await api.get(`/v1/uploads/${id}/rejects`, key)).statusCode).toBe(200)
  for (const path of ['', '/rejects', '/rejects?format=csv']) {
    expect((await api.get(`/v1/uploads/${museum.uploadId}${path}`, key)).statusCode).toBe(404)
  }
})

test('an upload that cannot be queued is marked as failed, so that scoring does not wait for it', async () => {
  const broken = {
    database: api.fresh.database,
    files: api.files,
    queue: { send: () => Promise.reject(new Error('queue is down')) },
    now: () => NOW,
  }
  const app = await buildServer(broken, {
    uploadBytesMax: 1000,
    requestsPerMinuteMax: 10,
    partsFolder: api.partsFolder,
  })
  const form = multipartForm('file', 'a.csv', 'id')
  const headers = { ...form.headers, authorization: `Bearer ${museum.keys.admin}` }
  const response = await app.inject({ method: 'POST', url: '/v1/uploads', payload: form.payload, headers })
  await app.close()
  expect(response.statusCode).toBe(500)
  expect(response.body).not.toContain('queue is down')
  const newest = (await api.get('/v1/uploads?limit=1', museum.keys.admin)).json<{ items: object[] }>()
  expect(newest.items[0]).toMatchObject({ state: 'failed', problem: { title: 'Not queued' } })
})

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('what is said beside the file is kept with it, whether it stands before or after', async () => {
  const said = { platform: 'mastodon', account: 'mastodon:weft@example.social', acceptRejects: 'true' }
  const before = multipartForm('file', 'a.csv', 'abc', { before: { ...said, sha256: ABC.toUpperCase() } })
  const after = multipartForm('file', 'a.csv', 'abc', { after: { ...said, sha256: ABC } })
  for (const form of [before, after]) {
    const response = await upload(form)
    expect(response.statusCode).toBe(202)
    const found = await api.get(`/v1/uploads/${response.json<{ id: string }>().id}`, museum.keys.admin)
    expect(found.json()).toMatchObject({ options: { ...said, acceptRejects: true }, sha256: ABC })
  }
})

test('400: what is said beside the file is wrong; every field is named, and nothing is kept', async () => {
  const before = await stored()
  const wrong = { format: 'no_such_format', sha256: 'abc', platfrom: 'x' }
  const response = await upload(multipartForm('file', 'a.csv', 'abc', { after: wrong }))
  expect(response.statusCode).toBe(400)
  const fields = response.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)
  expect(fields.toSorted()).toEqual(['platfrom', 'sha256'])
  const unknown = await upload(multipartForm('file', 'a.csv', 'abc', { after: { format: 'no_such_format' } }))
  expect(unknown.json<{ detail: string }>().detail).toContain('interactions_csv')
  expect(await stored()).toEqual(before)
})

test('422: a file that is not the one that was meant is refused with both digests, and nothing is kept', async () => {
  const before = await stored()
  const meant = '00'.repeat(32)
  const inField = await upload(multipartForm('file', 'a.csv', 'abc', { before: { sha256: meant } }))
  expect(inField.statusCode).toBe(422)
  expect(inField.json()).toMatchObject({
    type: 'urn:weft:problem:digest-mismatch',
    sha256: { stated: meant, received: ABC },
  })
  const form = multipartForm('file', 'a.csv', 'abc')
  const digest = (hex: string) => `sha-256=:${Buffer.from(hex, 'hex').toString('base64')}:`
  const headers = (hex: string) => ({ ...form.headers, 'repr-digest': `md5=:x:, ${digest(hex)}` })
  expect((await upload({ ...form, headers: headers(meant) })).statusCode).toBe(422)
  expect(await stored()).toEqual(before)
  expect((await upload({ ...form, headers: headers(ABC) })).statusCode).toBe(202)
})
