import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/**
 * Names every answer to a GET by a hash of its bytes, and answers 304 where the caller has those already.
 *
 * A route that knows its bytes' name without making them sets `etag` itself and asks {@link isKnown}.
 */
export function nameAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200) return payload
    void reply.header('cache-control', 'private, no-cache')
    if (!reply.hasHeader('etag')) {
      if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
      void reply.header('etag', `"${createHash('sha256').update(payload).digest('base64url')}"`)
    }
    if (!isKnown(request.headers['if-none-match'], String(reply.getHeader('etag')))) return payload
    void reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return ''
  })
}

/** True where `if-none-match` names this tag, or any. Compares weakly (RFC 9110, 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}
