import { askForScores } from '@weft/store/computations'
import { type Database, withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { listOrganizations } from '@weft/store/organizations'
import type { Queue } from '@weft/store/queue'
import { endLoading, endUndoing, uploadsToUndo, waitingUploads } from '@weft/store/upload-states'
import type { Logger } from 'pino'
import { loadStoredUpload } from './load-stored-upload.ts'
import { undoUpload } from './undo-upload.ts'

/**
 * Asks for every upload that is still to be loaded or undone. Whoever noted an upload may have ended before it could ask, or while
 * it loaded it without the queue, and scoring waits for each that is noted. One that was asked for already is not asked
 * for twice, and one that is being loaded not loaded twice.
 */
export async function askForWaitingUploads({ database, queue }: { database: Database; queue: Queue }): Promise<void> {
  for (const { id: organizationId } of await listOrganizations(database)) {
    for (const uploadId of await withOrganization(database, organizationId, waitingUploads)) {
      await queue.send('load_upload', { organizationId, uploadId }, { singletonKey: uploadId })
    }
    for (const uploadId of await withOrganization(database, organizationId, uploadsToUndo)) {
      await queue.send('undo_upload', { organizationId, uploadId }, { singletonKey: uploadId })
    }
  }
}

/** Takes uploads to load and to undo off the queue, and asks for the organization's quarters to be scored. */
export function workOnUploads(service: Service): void {
  workOnLoading(service)
  workOnUndoing(service)
}

interface Service {
  database: Database
  files: FileStore
  queue: Queue
  logger: Logger
}

function workOnLoading(service: Service): void {
  const { database, queue, logger } = service
  queue.work('load_upload', async ({ organizationId, uploadId }, attempt) => {
    const log = logger.child({ organizationId, uploadId, attempt: attempt.number })
    log.info('loading upload')
    await loadStoredUpload(service, organizationId, uploadId)
    await askForScores(service, organizationId)
    log.info('done with upload')
  })
  queue.workGivenUp('load_upload', async ({ organizationId, uploadId }) => {
    logger.error({ organizationId, uploadId }, 'upload given up')
    const detail = 'It could not be loaded, for a reason on our side. Your file is kept; try again later.'
    const problem = { title: 'Not loaded', detail, file: null }
    await withOrganization(database, organizationId, (tx) => endLoading(tx, uploadId, { state: 'failed', problem }))
    // Scoring waits while an upload is under way: without this the others' would wait for ever.
    await askForScores(service, organizationId)
  })
}

function workOnUndoing(service: Service): void {
  const { database, queue, logger } = service
  queue.work('undo_upload', async ({ organizationId, uploadId }, attempt) => {
    const log = logger.child({ organizationId, uploadId, attempt: attempt.number })
    log.info('undoing upload')
    await undoUpload(service, organizationId, uploadId)
    await askForScores(service, organizationId)
    log.info('done with undoing upload')
  })
  queue.workGivenUp('undo_upload', async ({ organizationId, uploadId }) => {
    logger.error({ organizationId, uploadId }, 'undoing upload given up')
    const detail = 'It could not be undone, for a reason on our side. Nothing was changed; try again later.'
    const problem = { title: 'Not undone', detail, file: null }
    await withOrganization(database, organizationId, (tx) => endUndoing(tx, uploadId, problem))
    await askForScores(service, organizationId)
  })
}
