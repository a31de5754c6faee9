import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadStoredUpload } from '@weft/ingest/load-stored-upload'
import { storeUpload } from '@weft/ingest/store-upload'
import { workOnUploads } from '@weft/ingest/work'
import { withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import { startUndoing } from '@weft/store/upload-states'
import { findUpload } from '@weft/store/uploads'
import pg from 'pg'
import pino from 'pino'
import { expect, test } from 'vitest'
import { largeExport } from './large-export.ts'
import { storedRecords } from './stored-records.ts'

const WORKER = fileURLToPath(new URL('./die-while-undoing.ts', import.meta.url))

const [HEADER = '', ...ROWS] = largeExport().trimEnd().split('\n')

/** Two exports whose middle is the same. */
const [EARLIER, LATER] = [ROWS.slice(0, 6_000), ROWS.slice(4_000, 10_000)].map((rows) =>
  [HEADER, ...rows, ''].join('\n'),
)

/** Once the later one is read again for a sixth, for two thirds, as its merge begins, and when all is done and nobody was told. */
const POINTS = ['1000', '4000', 'merging', 'never']

test('a worker that is killed in the middle of an undo leaves all as it was; once another runs, what never knew the upload', async () => {
  await using fresh = await testDatabase()
  const { database, url } = fresh
  const folder = await mkdtemp(join(tmpdir(), 'weft-faults-'))
  const files = folderFiles(folder)
  const jobs = new pg.Client({ connectionString: url })
  await jobs.connect()
  const queue = await openQueue(url, { onError: () => undefined })

  const founded = async () => (await createOrganization(database, { name: 'Invented Institute' })).id
  const load = async (organizationId: string, text = '') => {
    const uploadId = await storeUpload({ database, files }, organizationId, 'acts.csv', [Buffer.from(text)])
    await loadStoredUpload({ database, files }, organizationId, uploadId)
    return uploadId
  }
  const never = await founded()
  const expected = await storedRecords(database, never, await load(never, LATER))
  const disturbed: { organizationId: string; undone: string; kept: string }[] = []
  for (const _ of POINTS) {
    const organizationId = await founded()
    disturbed.push({
      organizationId,
      undone: await load(organizationId, EARLIER),
      kept: await load(organizationId, LATER),
    })
  }
  const [first] = disturbed
  const before = await storedRecords(database, first?.organizationId ?? '', first?.kept ?? '')
  expect(before.receipt.totals.known).toBeGreaterThan(1_900)
  for (const { organizationId, undone: uploadId } of disturbed) {
    await withOrganization(database, organizationId, (tx) => startUndoing(tx, uploadId))
    await queue.send('undo_upload', { organizationId, uploadId }, { singletonKey: uploadId })
  }
  // So that none of the workers that are killed gets what an earlier one left.
  await jobs.query(`update pgboss.job set retry_delay = 3600, retry_backoff = false where name = 'undo_upload'`)
  for (const point of POINTS) expect([point, await deathOf([url, folder, point])]).toEqual([point, 'SIGKILL'])

  const states = async () =>
    await Promise.all(
      disturbed.map(({ organizationId, undone }) =>
        withOrganization(database, organizationId, async (tx) => (await findUpload(tx, undone))?.state),
      ),
    )
  expect((await states()).filter((state) => state === 'undone')).toHaveLength(1)
  const left = await Promise.all(
    disturbed.map(({ organizationId, kept }) => storedRecords(database, organizationId, kept)),
  )
  expect(left.filter((records) => records.post?.digest === before.post?.digest)).toHaveLength(3)

  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  const underWay = async () => {
    const { rows } = await jobs.query(
      `select from pgboss.job where name = 'undo_upload' and state in ('created', 'active')`,
    )
    return rows.length
  }
  await expect.poll(underWay, { timeout: 60_000, interval: 100 }).toBe(0)
  await jobs.query(`update pgboss.job set start_after = now() where state = 'retry'`)
  await expect.poll(states, { timeout: 60_000, interval: 100 }).toEqual(POINTS.map(() => 'undone'))
  for (const { organizationId, kept } of disturbed) {
    expect(await storedRecords(database, organizationId, kept)).toEqual(expected)
  }
  await jobs.end()
  await queue.close()
  await rm(folder, { recursive: true })
}, 180_000)

/** Runs a worker that dies; says by which signal. */
async function deathOf(words: readonly string[]): Promise<string | null> {
  const node = ['--conditions=source', '--import', import.meta.resolve('tsx'), WORKER, ...words]
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal
}
