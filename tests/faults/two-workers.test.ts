import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeUpload } from '@weft/ingest/store-upload'
import { askForWaitingUploads, workOnUploads } from '@weft/ingest/work'
import { closeDatabase, openDatabase, withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import pino from 'pino'
import { expect, test } from 'vitest'

const UPLOADS = 12

/** A table whose rows are in no other. */
function table(number: number): string {
  const rows = Array.from({ length: 50 }, (_, row) => `${number}00${row},2024-03-01T10:00:00Z,reply,ana,us,x`)
  return ['id,time,kind,actor,target,platform', ...rows, ''].join('\n')
}

test('two workers on one queue load every upload once, however often each is asked for', async () => {
  await using fresh = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'weft-faults-'))
  const files = folderFiles(folder)
  const { id: organizationId } = await createOrganization(fresh.database, { name: 'Invented Institute' })
  const stored: string[] = []
  for (let number = 1; number <= UPLOADS; number++) {
    const bytes = [Buffer.from(table(number))]
    stored.push(await storeUpload({ database: fresh.database, files }, organizationId, `${number}.csv`, bytes))
  }
  const asking = await openQueue(fresh.url)
  // Asked for with no key, nothing keeps the queue from giving an upload to both at once; and with its key once more.
  for (const uploadId of stored) {
    await asking.send('load_upload', { organizationId, uploadId })
    await asking.send('load_upload', { organizationId, uploadId })
  }
  await askForWaitingUploads({ database: fresh.database, queue: asking })
  const workers = await Promise.all(
    [1, 2].map(async () => {
      const database = await openDatabase({ url: fresh.url, poolConnections: 5 })
      return { database, queue: await openQueue(fresh.url) }
    }),
  )
  for (const worker of workers) workOnUploads({ ...worker, files, logger: pino({ level: 'silent' }) })
  const states = () =>
    withOrganization(fresh.database, organizationId, async (tx) => {
      const uploads = await Promise.all(stored.map((id) => findUpload(tx, id)))
      return new Set(uploads.map((upload) => upload?.state))
    })
  await expect.poll(states, { timeout: 60_000, interval: 100 }).toEqual(new Set(['loaded']))
  await asking.close()
  // Closing waits for what is under way: a second load would be in the receipts by then.
  for (const { database, queue } of workers) {
    await queue.close()
    await closeDatabase(database)
  }
  for (const id of stored) {
    const { totals } = await withOrganization(fresh.database, organizationId, (tx) => receiptOfUpload(tx, id))
    expect(totals).toEqual({ rows: 50, new: 50, updated: 0, known: 0, rejected: 0, ignored: 0 })
  }
  await rm(folder, { recursive: true })
}, 120_000)
