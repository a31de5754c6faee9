import type { ComputationProgress } from '@weft/model/computation'
import type { PostReader } from '@weft/reading/post-reader'
import {
  askForScores,
  type ComputationEnd,
  endComputation,
  noteComputation,
  startComputation,
} from '@weft/store/computations'
import { type Database, withOrganization } from '@weft/store/database'
import { listOrganizations } from '@weft/store/organizations'
import type { Attempt, Queue } from '@weft/store/queue'
import type { Logger } from 'pino'
import { HistoryTooLarge } from './history-room.ts'
import { learnLocalHeads } from './learn-local-heads.ts'
import { scoreQuarters } from './score-quarters.ts'

interface Service {
  database: Database
  queue: Queue
  logger: Logger
  reader: PostReader
  /**
   * Aborted when the process is to end: what is under way ends soon, and goes on where it was with the next start or in
   * another process. Reading posts with both tiers may take hours, and nobody waits so long.
   */
  ending?: AbortSignal
}

/** How often progress is noted and somebody's wish to cancel is looked for. */
const LOOK_MILLISECONDS = 1_000

/** Somebody does not want these results any more. */
class ComputationCancelled extends Error {
  override name = 'ComputationCancelled'
}

/**
 * Takes organizations off the queue, scores their quarters anew, and asks for the scorecards of those that changed; and
 * learns the heads that organizations ask for, whose quarters are then scored by them.
 */
export function workOnScores(service: Service): void {
  service.queue.work('learn_local_heads', async ({ organizationId }) => {
    const learnt = await learnLocalHeads(service, organizationId)
    service.logger.info({ organizationId, signals: learnt }, 'learnt local heads')
    if (learnt.length > 0) await askForScores(service, organizationId)
  })
  service.queue.work('score_quarters', ({ organizationId }, attempt) => compute(service, organizationId, attempt))
}

/**
 * Asks for the results of every organization: what a new version computes otherwise is computed anew, and what a stop
 * cut off goes on. Costs little where nothing changed.
 */
export async function askForAllScores(service: Pick<Service, 'database' | 'queue'>): Promise<void> {
  for (const { id } of await listOrganizations(service.database)) await askForScores(service, id)
}

async function compute(service: Service, organizationId: string, attempt: Attempt): Promise<void> {
  const { database, queue, logger, ending } = service
  const inOrganization = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(database, organizationId, work)
  const end = (how: ComputationEnd): Promise<void> => inOrganization((tx) => endComputation(tx, how))
  if (!(await inOrganization((tx) => startComputation(tx, organizationId)))) return
  logger.info({ organizationId, attempt: attempt.number }, 'scoring quarters')
  const cancelling = new AbortController()
  let progress: ComputationProgress | null = null
  const look = async (): Promise<void> => {
    const isCancelling = await inOrganization((tx) => noteComputation(tx, progress))
    if (isCancelling) cancelling.abort(new ComputationCancelled())
  }
  const looking = setInterval(() => {
    // Progress that cannot be noted is no reason to stop; a database that is gone will show in the work itself.
    look().catch((error: unknown) => logger.warn({ err: error, organizationId }, 'progress could not be noted'))
  }, LOOK_MILLISECONDS)
  try {
    const scored = await scoreQuarters(service, organizationId, {
      onProgress: (now) => {
        progress = now
      },
      signal: ending === undefined ? cancelling.signal : AbortSignal.any([cancelling.signal, ending]),
    })
    for (const quarter of scored ?? []) {
      await queue.send('draft_scorecard', { organizationId, quarter }, { singletonKey: `${organizationId} ${quarter}` })
    }
    await end({ state: scored === null ? 'waiting' : 'done' })
    logger.info({ organizationId, quarters: scored?.length ?? null }, 'scored quarters')
  } catch (error) {
    if (error instanceof ComputationCancelled) {
      await end({ state: 'cancelled' })
      logger.info({ organizationId, progress }, 'scoring was cancelled')
      return
    }
    if (ending?.aborted === true && error === ending.reason) {
      await end({ state: 'waiting' })
      await askForScores(service, organizationId)
      logger.info({ organizationId, progress }, 'scoring goes on with the next start')
      return
    }
    if (error instanceof HistoryTooLarge) {
      await end({ state: 'failed', problem: error.message })
      logger.error({ organizationId, rows: error.rows }, 'too much to score in the memory there is')
      return
    }
    if (attempt.isLast) await end({ state: 'failed', problem: GIVEN_UP })
    throw error
  } finally {
    clearInterval(looking)
  }
}

/** Said to people; what exactly went wrong stands in the log. */
const GIVEN_UP = 'Computing failed at every attempt. The log of the graph service says why; asking again tries again.'
