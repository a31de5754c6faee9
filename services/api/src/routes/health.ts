import { databaseAnswers } from '@weft/store/readiness'
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../parts.ts'

/** The process runs but cannot work yet, or not at the moment. */
export class NotReady extends Error {
  override name = 'NotReady'
  constructor() {
    super('the database does not answer')
  }
}

/** For whoever watches the process: is it up, and can it work? */
export function health(app: FastifyInstance, parts: ApiParts): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'up' }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (!(await databaseAnswers(parts.database))) throw new NotReady()
    return { status: 'ready' }
  })
}
