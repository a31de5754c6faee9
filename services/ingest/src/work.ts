import type { Database } from '@weft/store/database'
import { withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { Queue } from '@weft/store/queue'
import { failUpload } from '@weft/store/uploads'
import type { Logger } from 'pino'
import { loadStoredUpload } from './load-stored-upload.ts'

/** Takes uploads off the queue, loads them, and asks for the organization's quarters to be scored. */
export function workOnUploads(service: { database: Database; files: FileStore; queue: Queue; logger: Logger }): void {
  const { database, queue, logger } = service
  queue.work('load_upload', async ({ organizationId, uploadId }, attempt) => {
    const log = logger.child({ organizationId, uploadId, attempt: attempt.number })
    log.info('loading upload')
    await loadStoredUpload(service, organizationId, uploadId)
    await queue.send('score_quarters', { organizationId }, { singletonKey: organizationId })
    log.info('loaded upload')
  })
  queue.workGivenUp('load_upload', async ({ organizationId, uploadId }) => {
    logger.error({ organizationId, uploadId }, 'upload given up')
    const detail = 'It could not be loaded, for a reason on our side. Your file is kept; upload it again later.'
    await withOrganization(database, organizationId, (tx) =>
      failUpload(tx, uploadId, { title: 'Not loaded', detail, file: null }),
    )
    // Scoring waits while an upload is under way: without this the others' would wait for ever.
    await queue.send('score_quarters', { organizationId }, { singletonKey: organizationId })
  })
}
