import type { PostReader } from '@weft/reading/post-reader'
import { openQueue } from '@weft/store/queue'
import type { Settings } from '@weft/store/settings'
import type { Logger } from 'pino'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'
import { statedQuality } from './stated-quality.ts'

export const SERVICES = ['ingest', 'graph', 'scorecard', 'api'] as const

export type Service = (typeof SERVICES)[number]

/** Services that run in this process until they are closed. */
export interface RunningServices extends AsyncDisposable {
  /** Where the API answers, `null` where it does not run here. */
  address: string | null
}

/**
 * Starts services on an installation. Each works alone too: they meet in the database, and any number of processes may
 * run any of them. Closing waits for the work under way; scoring, which may take long, ends early and goes on next time.
 * The code of a service is loaded only where it runs. Throws `CannotDo` where the port is taken, and EncoderNotInstalled;
 * nothing is left running then.
 */
export async function startServices(
  installation: Installation,
  settings: Settings,
  services: readonly Service[],
  logger: Logger,
): Promise<RunningServices> {
  const { database, files, url } = installation
  const closing: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (let last = closing.pop(); last !== undefined; last = closing.pop()) await last()
  }
  try {
    // Before anything is under way: what the reader lacks is said at the start, not by the first job.
    const reader = services.includes('graph') ? await readerOf(settings) : null
    if (reader !== null) closing.push(() => Promise.resolve(reader[Symbol.asyncDispose]()))
    const ending = new AbortController()
    const queue = await openQueue(url, {
      onError: (error) => logger.error({ err: error }, 'a job or the queue failed'),
    })
    closing.push(async () => {
      ending.abort()
      await queue.close()
    })
    if (services.includes('ingest')) {
      const { askForWaitingUploads, workOnUploads } = await import('@weft/ingest/work')
      await askForWaitingUploads({ database, queue })
      workOnUploads({ database, files, queue, logger })
    }
    if (reader !== null) {
      const { askForAllScores, workOnScores } = await import('@weft/graph/work')
      await askForAllScores({ database, queue })
      workOnScores({ database, queue, logger, reader, ending: ending.signal })
    }
    if (services.includes('scorecard')) {
      const { workOnScorecards } = await import('@weft/scorecard/work')
      workOnScorecards({ database, files, queue, logger })
    }
    let address: string | null = null
    if (services.includes('api')) {
      const { serveApi } = await import('@weft/api/serve')
      const stated = statedQuality(settings.sentenceEncoder)
      const api = await serveApi({ database, files, queue, logger, settings, reader: stated })
      closing.push(() => api.close())
      address = api.address
    }
    return { address, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new CannotDo(`${settings.host}:${settings.port} is taken; set PORT to another`, { cause: error })
  }
}

async function readerOf({ sentenceEncoder }: Settings): Promise<PostReader & AsyncDisposable> {
  const { openPostReader } = await import('./open-post-reader.ts')
  return await openPostReader(sentenceEncoder)
}
