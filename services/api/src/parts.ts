import type { Database } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { Queue } from '@weft/store/queue'

/** What the API works with. Opened and closed by whoever starts it. */
export interface ApiParts {
  database: Database
  files: FileStore
  queue: Pick<Queue, 'send'>
  /** The time, for what expires and for labels that hold today. */
  now: () => Date
}
