import { withOrganization } from '@weft/store/database'
import { endLoading, noteProgress, startLoading } from '@weft/store/upload-states'
import { createUpload } from '@weft/store/uploads'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let id: string

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
  await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => {
  id = crypto.randomUUID()
  const upload = { id, name: 'a.csv', fileKey: `${museum.id}/uploads/${id}`, sha256: '00'.repeat(32), bytes: 7 }
  await within((tx) => createUpload(tx, museum.id, upload))
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(api.fresh.database, museum.id, work)

const PROGRESS = { stage: 'reading', bytesRead: 3, bytesTotal: 7, rows: 2 } as const

async function follow(signal: AbortSignal | null = null) {
  const headers = { authorization: `Bearer ${museum.keys.reviewer}` }
  return await fetch(`${api.app.listeningOrigin}/v1/uploads/${id}/events`, { headers, signal })
}

interface Told {
  state: string
  progress: object | null
}

/** The uploads that events tell, as they come. */
async function* told(response: Response): AsyncGenerator<Told> {
  let text = ''
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(piece).toString()
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const [, data] = /^event: upload\ndata: (.*)$/.exec(text.slice(0, end)) ?? []
      if (data !== undefined) yield JSON.parse(data) as Told
      text = text.slice(end + 2)
    }
  }
}

test('an upload is told at every change until it has ended, and then the answer ends', async () => {
  const response = await follow()
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const changes = [
    () => within((tx) => startLoading(tx, id)),
    () => within((tx) => noteProgress(tx, id, PROGRESS)),
    () => within((tx) => endLoading(tx, id, { state: 'failed', problem: { title: 'T', detail: 'D', file: null } })),
  ]
  const seen: Told[] = []
  for await (const upload of told(response)) {
    seen.push(upload)
    await changes.shift()?.()
  }
  expect(seen.map(({ state }) => state)).toEqual(['queued', 'loading', 'loading', 'failed'])
  expect(seen[2]?.progress).toEqual(PROGRESS)
})

test('an upload that waits for a person is told once: the answer does not wait with it', async () => {
  const held = { reason: 'format_unknown', detail: 'what is it?' } as const
  await within((tx) => endLoading(tx, id, { state: 'held', held }))
  const seen: Told[] = []
  for await (const upload of told(await follow())) seen.push(upload)
  expect(seen).toMatchObject([{ state: 'held', held }])
})

test('whoever goes away is not told any more, and the server ends without waiting for those who listen', async () => {
  const leaving = new AbortController()
  const left = told(await follow(leaving.signal))
  expect((await left.next()).value).toMatchObject({ state: 'queued' })
  leaving.abort()
  await expect(left.next()).rejects.toThrow(/abort/i)

  const staying = told(await follow())
  await staying.next()
  await api.app.close()
  expect((await staying.next()).done).toBe(true)
})
