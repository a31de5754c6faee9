import { fileURLToPath } from 'node:url'
import type { Database } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { Queue } from '@weft/store/queue'
import { sortKeys } from './openapi.ts'
import type { ApiParts } from './parts.ts'
import { buildServer } from './server.ts'

/** The committed description of the API. */
export const OPENAPI_FILE = fileURLToPath(new URL('../../../openapi/openapi.json', import.meta.url))

/** The description of the API as the server gives it, as text with sorted keys. Needs no database: no route is asked. */
export async function openApiText(): Promise<string> {
  const app = await buildServer(undelivered, { uploadBytesMax: 1, requestsPerMinuteMax: 1, partsFolder: 'nowhere' })
  try {
    return `${JSON.stringify(sortKeys(app.swagger()), null, 2)}\n`
  } finally {
    await app.close()
  }
}

/** Parts of a server that only describes itself: to use one is a mistake. */
const undelivered: ApiParts = {
  get database(): Database {
    throw new Error('this server has no database')
  },
  get files(): FileStore {
    throw new Error('this server has no files')
  },
  get queue(): Queue {
    throw new Error('this server has no queue')
  },
  now: () => new Date(0),
}
