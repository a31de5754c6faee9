import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { storeUpload } from '@weft/ingest/store-upload'
import { workOnUploads } from '@weft/ingest/work'
import { type Database, withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import { findUpload } from '@weft/store/uploads'
import pg from 'pg'
import pino from 'pino'
import { expect, test } from 'vitest'
import { LARGE_EXPORT_ROWS, largeExport } from './large-export.ts'
import { storedRecords } from './stored-records.ts'

const WORKER = fileURLToPath(new URL('./die-while-loading.ts', import.meta.url))

/** After each tenth of the rows, as the merge begins, and when all is done and nobody was told. */
const POINTS = [
  ...Array.from({ length: 9 }, (_, tenth) => String(((tenth + 1) * LARGE_EXPORT_ROWS) / 10)),
  'merging',
  'never',
]

/** Two at a time: no more would be faster. */
const WORKERS_AT_ONCE = 2

interface Waiting {
  organizationId: string
  uploadId: string
}

test('a worker that is killed at any tenth of a large upload leaves, once another runs, what an undisturbed one leaves', async () => {
  await using fresh = await testDatabase()
  const { database, url } = fresh
  const folder = await mkdtemp(join(tmpdir(), 'weft-faults-'))
  const files = folderFiles(folder)
  const jobs = new pg.Client({ connectionString: url })
  await jobs.connect()
  const queue = await openQueue(url, { onError: () => undefined })

  const store = async (): Promise<Waiting> => {
    const { id: organizationId } = await createOrganization(database, { name: 'Invented Institute' })
    return { organizationId, uploadId: await storeUpload({ database, files }, organizationId, 'acts.csv', BYTES) }
  }
  const disturbed: Waiting[] = []
  for (const _ of POINTS) disturbed.push(await store())
  for (const waiting of disturbed) await queue.send('load_upload', waiting, { singletonKey: waiting.uploadId })
  // So that none of the workers that are killed gets what an earlier one left.
  await jobs.query(`update pgboss.job set retry_delay = 3600, retry_backoff = false where name = 'load_upload'`)

  const left = [...POINTS]
  const kill = async () => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      expect([point, await deathOf([url, folder, point])]).toEqual([point, 'SIGKILL'])
    }
  }
  await Promise.all(Array.from({ length: WORKERS_AT_ONCE }, kill))
  const loaded = await Promise.all(disturbed.map((waiting) => isLoaded(database, waiting)))
  expect(loaded.filter((is) => is)).toHaveLength(1)
  const visible = await Promise.all(disturbed.map(async (waiting) => (await recordsOf(database, waiting)).post))
  expect(visible.filter((posts) => (posts?.count ?? 0) > 0)).toHaveLength(1)

  const undisturbed = await store()
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  await queue.send('load_upload', undisturbed)
  await untilNoneIsAbandoned(jobs)
  await jobs.query(`update pgboss.job set start_after = now() where state = 'retry'`)
  await untilLoaded(database, [undisturbed, ...disturbed])

  const expected = await recordsOf(database, undisturbed)
  expect(expected.receipt.totals).toMatchObject({ rows: LARGE_EXPORT_ROWS, rejected: LARGE_EXPORT_ROWS / 100 })
  for (const waiting of disturbed) expect(await recordsOf(database, waiting)).toEqual(expected)
  await jobs.end()
  await queue.close()
  await rm(folder, { recursive: true })
}, 180_000)

const BYTES = [Buffer.from(largeExport())]

/** Runs a worker that dies; says by which signal. */
async function deathOf(words: readonly string[]): Promise<string | null> {
  const node = ['--conditions=source', '--import', import.meta.resolve('tsx'), WORKER, ...words]
  const [, signal] = (await once(
    spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  )) as [number | null, string | null]
  return signal
}

async function recordsOf(database: Database, { organizationId, uploadId }: Waiting) {
  return await storedRecords(database, organizationId, uploadId)
}

async function isLoaded(database: Database, { organizationId, uploadId }: Waiting): Promise<boolean> {
  const upload = await withOrganization(database, organizationId, (tx) => findUpload(tx, uploadId))
  return upload?.state === 'loaded'
}

async function untilNoneIsAbandoned(jobs: pg.Client): Promise<void> {
  const active = async () => {
    const { rows } = await jobs.query(
      `select from pgboss.job where name = 'load_upload' and state in ('created', 'active')`,
    )
    return rows.length
  }
  await expect.poll(active, { timeout: 60_000, interval: 100 }).toBe(0)
}

async function untilLoaded(database: Database, all: readonly Waiting[]): Promise<void> {
  const loaded = async () => (await Promise.all(all.map((one) => isLoaded(database, one)))).every((is) => is)
  await expect.poll(loaded, { timeout: 60_000, interval: 100 }).toBe(true)
}
