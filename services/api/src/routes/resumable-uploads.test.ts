import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { FileStore } from '@weft/store/files'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { buildServer } from '../server.ts'
import { NOW, type TestApi, testApi } from '../test-api.ts'
import { PARTS_KEPT_MILLISECONDS } from '../upload-parts.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi({ uploadBytesMax: 100_000 })
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
})
beforeEach(() => void (api.sent.length = 0))
afterAll(async () => await api[Symbol.asyncDispose]())

const CONTENT = Buffer.from('follower,followed,snapshot_date\nana,us,2024-03-01\n')
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')
const TUS = { 'tus-resumable': '1.0.0' }
const PIECE = { ...TUS, 'content-type': 'application/offset+octet-stream' }

interface Ask {
  headers?: Record<string, string>
  payload?: Buffer
  key?: string
  app?: TestApi['app']
}

async function ask(method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS', id: string | null, of: Ask = {}) {
  const { headers = {}, payload, key = museum.keys.analyst, app = api.app } = of
  const url = `/v1/uploads/resumable${id === null ? '' : `/${id}`}`
  const body = payload === undefined ? {} : { payload }
  return await app.inject({ method, url, headers: { ...TUS, ...headers, authorization: `Bearer ${key}` }, ...body })
}

function metadata(said: Record<string, string>): string {
  return Object.entries(said)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}

async function begin(said: Record<string, string> = { filename: 'a.csv' }, of: Ask = {}): Promise<string> {
  const headers = { 'upload-length': String(CONTENT.length), 'upload-metadata': metadata(said) }
  const response = await ask('POST', null, { ...of, headers })
  expect(response.statusCode).toBe(201)
  return /^\/v1\/uploads\/resumable\/([\da-f-]{36})$/.exec(String(response.headers.location))?.[1] ?? ''
}

const piece = (id: string, from: number, to: number = CONTENT.length, of: Ask = {}) =>
  ask('PATCH', id, { ...of, headers: { ...PIECE, 'upload-offset': String(from) }, payload: CONTENT.subarray(from, to) })

const offset = async (id: string) => (await ask('HEAD', id)).headers['upload-offset']

const partsOfMuseum = async () => {
  const names: string[] = []
  for (const key of await readdir(join(api.partsFolder, museum.id)).catch(() => [])) {
    names.push(...(await readdir(join(api.partsFolder, museum.id, key))))
  }
  return names
}

async function bytesOnDisk(id: string): Promise<number> {
  const folder = join(api.partsFolder, museum.id)
  const sizes = (await readdir(folder)).map((key) => stat(join(folder, key, id)).catch(() => null))
  return Math.max(...(await Promise.all(sizes)).map((stats) => stats?.size ?? -1))
}

test('a file in three pieces is kept whole under the id that was given at the beginning, and queued', async () => {
  const said = { filename: 'exports/follows.csv', filetype: 'text/csv', platform: 'x', sha256: SHA256 }
  const id = await begin(said)
  expect((await piece(id, 0, 10)).headers['upload-offset']).toBe('10')
  expect((await piece(id, 10, 11)).statusCode).toBe(204)
  expect(await offset(id)).toBe('11')
  expect((await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).statusCode).toBe(404)
  expect((await piece(id, 11)).statusCode).toBe(204)
  expect(api.sent).toEqual([{ name: 'load_upload', data: { organizationId: museum.id, uploadId: id } }])
  const found = await api.get(`/v1/uploads/${id}`, museum.keys.analyst)
  const { bytes, sha256 } = { bytes: CONTENT.length, sha256: SHA256 }
  expect(found.json()).toMatchObject({ state: 'queued', options: { platform: 'x' }, bytes, sha256 })
  expect(await buffer(api.files.open(`${museum.id}/uploads/${id}`))).toEqual(CONTENT)
  expect(await partsOfMuseum()).toEqual([])
  // Who did not hear of the end asks again.
  expect(await offset(id)).toBe(String(CONTENT.length))
})

test('a piece may be as large as the whole, and no larger', async () => {
  const large = Buffer.alloc(100_000, 'x')
  const { headers } = await ask('POST', null, { headers: { 'upload-length': '100000' } })
  const id = String(headers.location).split('/').at(-1) ?? ''
  const from = { ...PIECE, 'upload-offset': '0' }
  expect((await ask('PATCH', id, { headers: from, payload: Buffer.alloc(100_001, 'x') })).statusCode).toBe(413)
  const rest = { ...PIECE, 'upload-offset': String(await offset(id)) }
  const payload = large.subarray(Number(rest['upload-offset']))
  expect((await ask('PATCH', id, { headers: rest, payload })).statusCode).toBe(204)
  expect((await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json()).toMatchObject({ bytes: 100_000 })
})

test('after a connection broke in the middle of a piece, the upload goes on from what came', async () => {
  const id = await begin()
  if (!api.app.server.listening) await api.app.listen({ host: '127.0.0.1', port: 0 })
  const sending = request(`${api.app.listeningOrigin}/v1/uploads/resumable/${id}`, {
    method: 'PATCH',
    headers: {
      ...PIECE,
      'upload-offset': 0,
      'content-length': CONTENT.length,
      authorization: `Bearer ${museum.keys.analyst}`,
    },
  })
  sending.on('error', () => undefined)
  sending.write(CONTENT.subarray(0, 20))
  await expect.poll(() => bytesOnDisk(id), { timeout: 10_000 }).toBe(20)
  const closed = new Promise((resolve) => sending.once('close', resolve))
  sending.destroy()
  await closed
  expect(await offset(id)).toBe('20')
  expect((await piece(id, 20)).statusCode).toBe(204)
  expect((await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json()).toMatchObject({ sha256: SHA256 })
})

test('409: a piece that does not go on where the last one ended changes nothing', async () => {
  const id = await begin()
  await piece(id, 0, 10)
  const response = await piece(id, 5)
  expect([response.statusCode, response.headers['content-type']]).toEqual([
    409,
    'application/problem+json; charset=utf-8',
  ])
  expect(response.json()).toMatchObject({ type: 'urn:weft:problem:wrong-offset' })
  expect(await offset(id)).toBe('10')
})

test('two uploads at once do not get in each other’s way', async () => {
  const [one, other] = await Promise.all([begin(), begin()])
  await Promise.all([piece(one, 0, 9), piece(other, 0, 30)])
  const ended = await Promise.all([piece(one, 9), piece(other, 30)])
  expect(ended.map(({ statusCode }) => statusCode)).toEqual([204, 204])
  for (const id of [one, other]) expect(await buffer(api.files.open(`${museum.id}/uploads/${id}`))).toEqual(CONTENT)
})

test('404: for another key an upload in pieces is not there, nor for another organization', async () => {
  const id = await begin()
  const theirs = await seedOrganization({ database: api.fresh.database, files: api.files }, 'theirs', [])
  for (const key of [theirs.keys.admin, museum.keys.admin, museum.keys.uploader]) {
    expect((await ask('HEAD', id, { key })).statusCode).toBe(404)
    expect((await piece(id, 0, 9, { key })).statusCode).toBe(404)
    expect((await ask('DELETE', id, { key })).statusCode).toBe(404)
  }
  expect((await ask('HEAD', id, { key: museum.keys.leader })).statusCode).toBe(403)
  expect(await offset(id)).toBe('0')
})

test('422: a file that is not the one that was meant is refused at its end, and nothing of it is kept', async () => {
  const id = await begin({ sha256: '00'.repeat(32) })
  const response = await piece(id, 0)
  expect(response.statusCode).toBe(422)
  expect(response.json()).toMatchObject({ sha256: { stated: '00'.repeat(32), received: SHA256 } })
  expect((await ask('HEAD', id)).statusCode).toBe(404)
  expect(await readdir(join(api.folder, museum.id, 'uploads'))).not.toContain(id)
  expect(api.sent).toEqual([])
})

test('413, 412 and 400: too long, without the protocol’s version, with metadata that cannot be right', async () => {
  const long = await ask('POST', null, { headers: { 'upload-length': '100001' } })
  expect([long.statusCode, long.json<{ detail: string }>().detail]).toEqual([
    413,
    expect.stringContaining('100000 bytes'),
  ])
  const url = '/v1/uploads/resumable'
  const authorization = `Bearer ${museum.keys.analyst}`
  expect((await api.inject({ method: 'POST', url, headers: { authorization } })).statusCode).toBe(412)
  const wrong = await ask('POST', null, {
    headers: { 'upload-length': '7', 'upload-metadata': metadata({ format: 'no_such_format' }) },
  })
  expect([wrong.statusCode, wrong.json()]).toMatchObject([400, { errors: [{ field: 'format' }] }])
  expect((await piece('nonsense', 0)).statusCode).toBe(400)
})

test('an upload that is given up is gone; what it may do is told', async () => {
  const id = await begin()
  expect((await ask('DELETE', id)).statusCode).toBe(204)
  expect((await ask('HEAD', id)).statusCode).toBe(404)
  const { headers } = await ask('OPTIONS', null)
  expect(headers['tus-extension']).toMatch(/creation.*termination.*expiration/)
  expect(headers['tus-max-size']).toBe('100000')
  expect(headers).toHaveProperty('x-content-type-options')
})

test('where all pieces are there and keeping the file failed, asking again finishes it, once', async () => {
  const failing: FileStore = { ...api.files, put: () => Promise.reject(new Error('the disk is full')) }
  const parts = { database: api.fresh.database, queue: { send: async () => null }, now: () => NOW }
  const settings = { uploadBytesMax: 100_000, requestsPerMinuteMax: 100, partsFolder: api.partsFolder }
  const app = await buildServer({ ...parts, files: failing }, settings)
  const id = await begin({ filename: 'late.csv' }, { app })
  const response = await piece(id, 0, CONTENT.length, { app })
  await app.close()
  expect([response.statusCode, response.body.includes('disk')]).toEqual([500, false])
  expect(await Promise.all([offset(id), offset(id)])).toEqual([String(CONTENT.length), String(CONTENT.length)])
  expect(api.sent).toHaveLength(1)
  expect((await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json()).toMatchObject({ name: 'late.csv' })
})

test('an upload that nobody goes on with is removed after a day, and others are not', async () => {
  const [old, young] = [await begin(), await begin()]
  for (const key of await readdir(join(api.partsFolder, museum.id))) {
    const place = join(api.partsFolder, museum.id, key, `${old}.json`)
    const kept = await readFile(place, 'utf8').catch(() => null)
    if (kept === null) continue
    const created = new Date(Date.now() - PARTS_KEPT_MILLISECONDS - 1000).toISOString()
    await writeFile(place, JSON.stringify({ ...(JSON.parse(kept) as object), creation_date: created }))
  }
  expect((await piece(old, 0)).statusCode).toBe(410)
  const parts = { database: api.fresh.database, files: api.files, queue: { send: async () => null }, now: () => NOW }
  const settings = { uploadBytesMax: 1, requestsPerMinuteMax: 1, partsFolder: api.partsFolder }
  await (await buildServer(parts, settings)).close()
  const names = await partsOfMuseum()
  expect(names).not.toContain(old)
  expect(names).toContain(young)
})
