import type { Reader } from '@weft/reading/reader'
import type { Database } from '@weft/store/database'
import type { Queue } from '@weft/store/queue'
import type { Logger } from 'pino'
import { scoreQuarters } from './score-quarters.ts'

/** Takes organizations off the queue, scores their quarters anew, and asks for the scorecards of those that changed. */
export function workOnScores(service: { database: Database; queue: Queue; logger: Logger; reader: Reader }): void {
  const { queue, logger } = service
  queue.work('score_quarters', async ({ organizationId }, attempt) => {
    logger.info({ organizationId, attempt: attempt.number }, 'scoring quarters')
    const scored = await scoreQuarters(service, organizationId)
    for (const quarter of scored) {
      await queue.send('draft_scorecard', { organizationId, quarter }, { singletonKey: `${organizationId} ${quarter}` })
    }
    logger.info({ organizationId, quarters: scored.length }, 'scored quarters')
  })
}
