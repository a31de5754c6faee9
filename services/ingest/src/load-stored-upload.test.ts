import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { hasUnloadedUploads } from '@weft/store/scoring-inputs'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadStoredUpload } from './load-stored-upload.ts'
import { storeUpload } from './store-upload.ts'
import { askForWaitingUploads, workOnUploads } from './work.ts'

let tested: TestDatabase
let folder: string
let files: FileStore
let organizationId: string

beforeAll(async () => {
  tested = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'weft-ingest-'))
  files = folderFiles(folder)
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const FOLLOWS = 'follower,followed,snapshot_date,platform\nana,us,2024-03-01,x\nben,us,2024-03-01,x\n'

async function stored(name: string, text: string): Promise<string> {
  return await storeUpload({ database: tested.database, files }, organizationId, name, [Buffer.from(text)])
}

async function seen(id: string) {
  return await withOrganization(tested.database, organizationId, async (tx) => ({
    upload: await findUpload(tx, id),
    receipt: await receiptOfUpload(tx, id),
  }))
}

test('a stored table is loaded, with a receipt under its own name', async () => {
  const id = await stored('followers.csv', FOLLOWS)
  await loadStoredUpload({ database: tested.database, files }, organizationId, id)
  const { upload, receipt } = await seen(id)
  expect(upload).toMatchObject({ name: 'followers.csv', state: 'loaded', problem: null, bytes: FOLLOWS.length })
  expect(receipt.files).toMatchObject([{ file: 'followers.csv', format: 'follows_csv', rows: 2, new: 2 }])
})

test('loading the same upload again changes nothing', async () => {
  const id = await stored('more.csv', FOLLOWS.replace('ana', 'cai'))
  const service = { database: tested.database, files }
  await loadStoredUpload(service, organizationId, id)
  const { receipt } = await seen(id)
  await loadStoredUpload(service, organizationId, id)
  expect((await seen(id)).receipt).toEqual(receipt)
  expect(receipt.totals).toMatchObject({ rows: 2, new: 1, known: 1 })
})

test('what cannot be used is marked as failed, in words that name the file, and leaves no row', async () => {
  const id = await stored('report.csv', '%PDF-1.7\n1 0 obj\n')
  await loadStoredUpload({ database: tested.database, files }, organizationId, id)
  const { upload, receipt } = await seen(id)
  expect(upload?.state).toBe('failed')
  expect(upload?.problem?.detail).toMatch(/report\.csv.*PDF/)
  expect(receipt.files).toEqual([])
})

test('another organization cannot have it loaded', async () => {
  const id = await stored('ours.csv', FOLLOWS)
  const other = await createOrganization(tested.database, { name: 'Another' })
  await loadStoredUpload({ database: tested.database, files }, other.id, id)
  expect((await seen(id)).upload?.state).toBe('queued')
})

test('taken off the queue, an upload is loaded and its organization is asked to be scored', async () => {
  const { database } = tested
  const queue = await openQueue(tested.url)
  const scored = new Promise<{ organizationId: string }>((resolve) => {
    queue.work('score_quarters', async (data) => resolve(data))
  })
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  const { id: fresh } = await createOrganization(database, { name: 'Queued' })
  const uploadId = await storeUpload({ database, files }, fresh, 'q.csv', [Buffer.from(FOLLOWS)])
  expect(await withOrganization(database, fresh, hasUnloadedUploads)).toBe(true)
  await queue.send('load_upload', { organizationId: fresh, uploadId })
  expect(await scored).toEqual({ organizationId: fresh })
  expect(await withOrganization(database, fresh, hasUnloadedUploads)).toBe(false)
  await queue.close()
})

test('an upload that was noted and never asked for is loaded once a worker starts', async () => {
  const { database } = tested
  const { id: fresh } = await createOrganization(database, { name: 'Interrupted' })
  const uploadId = await storeUpload({ database, files }, fresh, 'lost.csv', [Buffer.from(FOLLOWS)])
  const queue = await openQueue(tested.url)
  const scored = new Promise<void>((resolve) => {
    queue.work('score_quarters', async (data) => {
      if (data.organizationId === fresh) resolve()
    })
  })
  await askForWaitingUploads({ database, queue })
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  await scored
  await queue.close()
  expect((await withOrganization(database, fresh, (tx) => findUpload(tx, uploadId)))?.state).toBe('loaded')
})
