import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from '@weft/api/server'
import { workOnUploads } from '@weft/ingest/work'
import { createApiKey } from '@weft/store/api-keys'
import { withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import pino from 'pino'
import { expect, test } from 'vitest'

/** Thirty replies, the seventh without a time that anybody could read, and a text that a spreadsheet would run. */
const EXPORT = [
  'id,time,kind,actor,target,text,platform',
  ...Array.from({ length: 30 }, (_, index) => {
    const time = index === 6 ? 'last Tuesday' : '2024-03-01T10:00:00Z'
    return `${1000 + index},${time},reply,ana,us,"=1+1, she said ""no""",x`
  }),
  '',
].join('\r\n')

test('a row that was rejected is downloaded, corrected, uploaded alone, and then all rows are in', async () => {
  await using fresh = await testDatabase()
  const { database } = fresh
  const home = await mkdtemp(join(tmpdir(), 'weft-rejects-'))
  const files = folderFiles(join(home, 'files'))
  const queue = await openQueue(fresh.url)
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  const settings = { uploadBytesMax: 1_000_000, requestsPerMinuteMax: 1000, partsFolder: join(home, 'parts') }
  const app = await buildServer({ database, files, queue, now: () => new Date() }, settings)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { id: organizationId } = await createOrganization(database, { name: 'Invented Institute' })
  const { key } = await createApiKey(database, organizationId, { name: 'journey', role: 'analyst' })

  const ask = async (path: string, init: RequestInit = {}) =>
    await fetch(`${address}/v1/uploads${path}`, { ...init, headers: { authorization: `Bearer ${key}` } })

  /** Uploads a table and follows it to its end; the last event is what became of it. */
  const uploaded = async (name: string, table: string) => {
    const form = new FormData()
    form.append('file', new Blob([table]), name)
    const { id } = (await (await ask('', { method: 'POST', body: form })).json()) as { id: string }
    const events = await (await ask(`/${id}/events`)).text()
    const [last = '{}'] = events.match(/(?<=^data: ).*$/gm)?.slice(-1) ?? []
    return { id, upload: JSON.parse(last) as { state: string; receipt: { totals: object } } }
  }

  const first = await uploaded('replies.csv', EXPORT)
  expect(first.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 30, new: 29, rejected: 1 } } })
  const table = await (await ask(`/${first.id}/rejects?format=csv`)).text()
  const [header = '', row = ''] = table.split('\n')
  expect(header).toMatch(
    /^\uFEFF?id,time,kind,actor,target,text,platform,weft_file,weft_row,weft_column,weft_problem,weft_fix$/,
  )
  expect(row).toContain('1006,last Tuesday,reply,ana,us,"\'=1+1, she said ""no""",x,replies.csv,8,time,')

  const second = await uploaded('corrected.csv', table.replace('last Tuesday', '2024-03-05T10:00:00Z'))
  expect(second.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 1, new: 1, rejected: 0 } } })
  const posts = await withOrganization(database, organizationId, (tx) =>
    tx.selectFrom('post').select(['platform_post_id', 'text']).execute(),
  )
  expect(posts).toHaveLength(30)
  expect(new Set(posts.map(({ text }) => text))).toEqual(new Set(['=1+1, she said "no"']))

  await app.close()
  await queue.close()
  await rm(home, { recursive: true })
})
