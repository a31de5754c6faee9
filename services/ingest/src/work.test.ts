import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import { startLoading } from '@weft/store/upload-states'
import { findUpload } from '@weft/store/uploads'
import pino from 'pino'
import { expect, test } from 'vitest'
import { storeUpload } from './store-upload.ts'
import { askForWaitingUploads, workOnUploads } from './work.ts'

test('an upload that a command line had begun to load when it ended is loaded once a worker starts', async () => {
  await using fresh = await testDatabase()
  const { database } = fresh
  const folder = await mkdtemp(join(tmpdir(), 'weft-work-'))
  const files = folderFiles(folder)
  const { id: organizationId } = await createOrganization(database, { name: 'Invented Institute' })
  const bytes = [Buffer.from('follower,followed,snapshot_date,platform\nana,us,2024-03-01,x\n')]
  const uploadId = await storeUpload({ database, files }, organizationId, 'begun.csv', bytes)
  await withOrganization(database, organizationId, (tx) => startLoading(tx, uploadId))
  const queue = await openQueue(fresh.url)
  const scored = new Promise<void>((resolve) => queue.work('score_quarters', async () => resolve()))
  await askForWaitingUploads({ database, queue })
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  await scored
  await queue.close()
  expect((await withOrganization(database, organizationId, (tx) => findUpload(tx, uploadId)))?.state).toBe('loaded')
  await rm(folder, { recursive: true })
})
