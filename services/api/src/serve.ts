import { join } from 'node:path'
import type { ReaderQuality } from '@weft/model/signal'
import type { Database } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { Queue } from '@weft/store/queue'
import type { Settings } from '@weft/store/settings'
import type { Logger } from 'pino'
import { buildServer } from './server.ts'

/** Ten a second for a minute: more than any page asks for, less than a loop run wild. */
const REQUESTS_PER_MINUTE_MAX = 600

/** The API while it answers. */
export interface RunningApi {
  /** Where it answers: `http://127.0.0.1:8080`. */
  address: string
  /** Takes no more requests, and waits for those under way. */
  close(): Promise<void>
}

/**
 * Answers on the host and port of the settings until it is closed; `reader` is what is known of the reader of posts. Throws
 * where the port is taken.
 */
export async function serveApi({
  database,
  files,
  queue,
  logger,
  settings,
  reader,
}: {
  database: Database
  files: FileStore
  queue: Queue
  logger: Logger
  settings: Pick<Settings, 'home' | 'host' | 'port' | 'uploadBytesMax'>
  reader: ReaderQuality
}): Promise<RunningApi> {
  const app = await buildServer(
    { database, files, queue, now: () => new Date() },
    {
      uploadBytesMax: settings.uploadBytesMax,
      requestsPerMinuteMax: REQUESTS_PER_MINUTE_MAX,
      partsFolder: join(settings.home, 'parts'),
      reader,
    },
    logger,
  )
  const address = await app.listen({ host: settings.host, port: settings.port })
  return { address, close: () => app.close() }
}
