import { serveApi } from '@weft/api/serve'
import { workOnScores } from '@weft/graph/work'
import { askForWaitingUploads, workOnUploads } from '@weft/ingest/work'
import { openReader } from '@weft/reading/reader'
import { workOnScorecards } from '@weft/scorecard/work'
import { openQueue } from '@weft/store/queue'
import type { Settings } from '@weft/store/settings'
import type { Logger } from 'pino'
import type { Installation } from './installation.ts'

export const SERVICES = ['ingest', 'graph', 'scorecard', 'api'] as const

export type Service = (typeof SERVICES)[number]

/** Services that run in this process until they are closed. */
export interface RunningServices extends AsyncDisposable {
  /** Where the API answers, `null` where it does not run here. */
  address: string | null
}

/**
 * Starts services on an installation. Each works alone too: they meet in the database, and any number of processes may
 * run any of them. Closing waits for the work under way.
 */
export async function startServices(
  installation: Installation,
  settings: Settings,
  services: readonly Service[],
  logger: Logger,
): Promise<RunningServices> {
  const { database, files, url } = installation
  const queue = await openQueue(url, { onError: (error) => logger.error({ err: error }, 'a job or the queue failed') })
  if (services.includes('ingest')) {
    await askForWaitingUploads({ database, queue })
    workOnUploads({ database, files, queue, logger })
  }
  if (services.includes('graph')) workOnScores({ database, queue, logger, reader: await openReader() })
  if (services.includes('scorecard')) workOnScorecards({ database, files, queue, logger })
  const api = services.includes('api') ? await serveApi({ database, files, queue, logger, settings }) : null
  return {
    address: api?.address ?? null,
    [Symbol.asyncDispose]: async () => {
      await api?.close()
      await queue.close()
    },
  }
}
