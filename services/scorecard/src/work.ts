import { quarterNamed } from '@weft/model/quarter'
import type { Database } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { Queue } from '@weft/store/queue'
import type { Logger } from 'pino'
import { draftScorecard } from './draft-scorecard.ts'

/** Takes scored quarters off the queue and drafts their scorecards. */
export function workOnScorecards(service: {
  database: Database
  files: FileStore
  queue: Queue
  logger: Logger
}): void {
  service.queue.work('draft_scorecard', async ({ organizationId, quarter }, attempt) => {
    service.logger.info({ organizationId, quarter, attempt: attempt.number }, 'drafting scorecard')
    await draftScorecard(service, organizationId, quarterNamed(quarter).name)
  })
}
