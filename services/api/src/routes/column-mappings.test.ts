import { rememberedMapping } from '@weft/store/column-mappings'
import { withOrganization } from '@weft/store/database'
import { endLoading } from '@weft/store/upload-states'
import { createUpload } from '@weft/store/uploads'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let other: SeededOrganization
let id: string

/** Nobody knows these columns; `05/06` reads either way, `23/06` does not. */
const TABLE = 'Von;An;Art;Wann\nana;us;Antwort;05/06/2026\nben;us;Erwähnung;23/06/2026\n'

beforeAll(async () => {
  api = await testApi()
  const parts = { database: api.fresh.database, files: api.files }
  museum = await seedOrganization(parts, 'museum', [])
  other = await seedOrganization(parts, 'other', [])
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => (id = await held('acts.csv', TABLE)))

async function held(name: string, text: string): Promise<string> {
  const upload = crypto.randomUUID()
  const fileKey = `${museum.id}/uploads/${upload}`
  const { sha256, bytes } = await api.files.put(fileKey, [Buffer.from(text)])
  await withOrganization(api.fresh.database, museum.id, async (tx) => {
    await createUpload(tx, museum.id, { id: upload, name, fileKey, sha256, bytes })
    await endLoading(tx, upload, { state: 'held', held: { reason: 'columns_unknown', detail: 'say what they mean' } })
  })
  return upload
}

interface Described {
  columns: { heading: string; kind: string; samples: string[] }[]
  suggestion: { mapping: Mapping; taken: { heading: string; role: string }[]; questions: unknown[] } | null
  preview: { row: number; outcome: string; words?: string[] }[]
}
type Mapping = Record<string, unknown> & { columns: Record<string, string> }

async function described(upload = id, query = ''): Promise<Described> {
  const response = await api.get(`/v1/uploads/${upload}/columns${query}`, museum.keys.analyst)
  expect(response.statusCode).toBe(200)
  return response.json()
}

async function ask(method: 'POST' | 'DELETE', url: string, body?: object, key = museum.keys.analyst) {
  const payload = body === undefined ? {} : { payload: body }
  return await api.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...payload })
}

const MAPPING = {
  version: 1,
  table: 'interactions',
  headings: ['Von', 'An', 'Art', 'Wann'],
  columns: { actor: 'Von', target: 'An', kind: 'Art', time: 'Wann' },
  fixed: { platform: 'x' },
  words: { kind: { antwort: 'reply', erwähnung: 'mention' } },
}

test('the columns of a table that nobody knows are described with samples, and taken for something', async () => {
  const { columns, suggestion } = await described()
  expect(columns.map(({ heading, kind }) => [heading, kind])).toEqual([
    ['Von', 'handle'],
    ['An', 'handle'],
    ['Art', 'handle'],
    ['Wann', 'time'],
  ])
  expect(columns[0]?.samples).toEqual(['ana', 'ben'])
  expect(suggestion?.mapping).toMatchObject({ table: 'interactions', columns: { actor: 'Von', time: 'Wann' } })
})

test('a person may say what the table is', async () => {
  const edges = await held('edges.csv', 'source,target\nana,ben\n')
  const { suggestion } = await described(edges, '?table=follows')
  expect(suggestion?.mapping).toMatchObject({ table: 'follows', columns: { follower: 'source', followed: 'target' } })
  expect((await described(edges, '?table=counts')).suggestion).toBeNull()
  const wrong = await api.get(`/v1/uploads/${id}/columns?table=poems`, museum.keys.analyst)
  expect([wrong.statusCode, wrong.json()]).toMatchObject([400, { errors: [{ field: 'table' }] }])
})

test('a mapping is tried on the first rows before it is taken, and nothing is changed by it', async () => {
  const response = await ask('POST', `/v1/uploads/${id}/columns/preview`, { columns: MAPPING })
  expect([response.statusCode, response.json()]).toEqual([
    200,
    {
      rows: [
        { row: 2, outcome: 'record', words: [expect.stringMatching(/ana.*repl.*us.*2026-06-05/)] },
        { row: 3, outcome: 'record', words: [expect.stringMatching(/ben.*mention.*us.*2026-06-23/)] },
      ],
    },
  ])
  expect((await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json()).toMatchObject({ state: 'held', options: {} })
})

test('rows that a mapping cannot read are shown with what is wrong', async () => {
  const columns = { ...MAPPING, columns: { ...MAPPING.columns, time: 'Art' } }
  const response = await ask('POST', `/v1/uploads/${id}/columns/preview`, { columns })
  expect(response.json()).toMatchObject({
    rows: [
      { row: 2, outcome: 'rejected', column: 'Art', value: 'Antwort' },
      { row: 3, outcome: 'rejected' },
    ],
  })
})

test('where all happened to our account, the preview asks whose it is, and takes what is said with it', async () => {
  const { target: _, ...named } = MAPPING.columns
  const columns = { ...MAPPING, columns: named, ours: ['target'] }
  const address = `/v1/uploads/${id}/columns/preview`
  const unsaid = await ask('POST', address, { columns })
  expect([unsaid.statusCode, unsaid.json()]).toMatchObject([422, { type: 'urn:weft:problem:account-needed' }])
  const said = await ask('POST', address, { columns, account: 'x:weftmuseum' })
  expect(said.json<Described>()).toMatchObject({ rows: [{ words: [expect.stringContaining('weftmuseum')] }, {}] })
})

test('columns that are taken for our own account’s are described without knowing which that is', async () => {
  const posts = await held('posts.csv', 'Post ID,Publish time,Caption,Likes\n1,2026-06-05 10:00,we were wrong,3\n')
  const { suggestion, preview } = await described(posts)
  expect([suggestion?.mapping, preview]).toMatchObject([{ table: 'posts', ours: ['author'] }, []])
})

test('resumed with a mapping, an upload keeps it, and the organization remembers it by its headings', async () => {
  const response = await ask('POST', `/v1/uploads/${id}/resume`, { columns: MAPPING })
  expect(response.statusCode).toBe(202)
  const upload = (await api.get(`/v1/uploads/${id}`, museum.keys.analyst)).json()
  expect(upload).toMatchObject({ state: 'queued', options: { columns: MAPPING } })
  const { items } = (await api.get('/v1/column-mappings', museum.keys.analyst)).json<{
    items: { headerKey: string; mapping: Mapping; setBy: string }[]
  }>()
  expect(items[0]).toMatchObject({ mapping: MAPPING, setBy: expect.stringMatching(/^key:/) })
  const headerKey = items[0]?.headerKey ?? ''
  expect((await ask('DELETE', `/v1/column-mappings/${headerKey}`, undefined, other.keys.admin)).statusCode).toBe(404)
  const kept = () => withOrganization(api.fresh.database, museum.id, (tx) => rememberedMapping(tx, headerKey))
  expect(await kept()).toMatchObject(MAPPING)
  expect((await ask('DELETE', `/v1/column-mappings/${headerKey}`)).statusCode).toBe(204)
  expect(await kept()).toBeUndefined()
})

test('400: a mapping that is none says where it is wrong', async () => {
  for (const [columns, field] of [
    [{ ...MAPPING, columns: { ...MAPPING.columns, time: 'Nowhere' } }, 'columns.columns.time'],
    [{ ...MAPPING, table: 'poems' }, 'columns.table'],
    [{ ...MAPPING, headings: [] }, 'columns.headings'],
  ] as const) {
    for (const act of ['columns/preview', 'resume']) {
      const response = await ask('POST', `/v1/uploads/${id}/${act}`, { columns })
      expect([act, response.statusCode, response.json()]).toMatchObject([act, 400, { errors: [{ field }] }])
    }
  }
})

test('422: what holds no table has no columns', async () => {
  for (const [name, text] of [
    ['a.json', '[{"a": 1}]'],
    ['a.pdf', '%PDF-1.7'],
    ['empty.csv', ''],
  ] as const) {
    const response = await api.get(`/v1/uploads/${await held(name, text)}/columns`, museum.keys.analyst)
    expect([name, response.statusCode, response.json()]).toMatchObject([
      name,
      422,
      { type: 'urn:weft:problem:no-table', detail: expect.stringContaining(name) },
    ])
  }
})
