import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { UploadBody } from '@weft/contract/uploads'
import { withOrganization } from '@weft/store/database'
import type { UploadState } from '@weft/store/upload'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { answerOf } from '../upload-answer.ts'
import { visibleUpload } from '../visible-upload.ts'
import { UploadParams } from './uploads.ts'

/** How often the upload is looked at: whoever loads it notes its progress once a second. */
const LOOK_MILLISECONDS = 500

/** A line now and then keeps what lies between from taking the connection for dead. */
const HEARTBEAT_MILLISECONDS = 15_000

const UNDER_WAY: readonly UploadState[] = ['queued', 'loading', 'undoing']

/** Sent as it is read, past the serializer. */
const Events = z
  .custom<Readable>()
  .meta({ type: 'string', description: 'Events `upload`, each with an Upload as JSON.' })

/** What becomes of an upload, told as it happens. */
export const uploadEvents: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  app.get(
    '/uploads/:id/events',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags: ['uploads'],
        operationId: 'followUpload',
        summary: 'Follow an upload',
        description:
          'Server-sent events: the upload as JSON, whenever something about it changes, until it is held or has ended. ' +
          'Then the answer ends.',
        params: UploadParams,
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: Events } } },
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const look = () =>
        withOrganization(parts.database, keyOf(request).organizationId, async (tx) =>
          answerOf(tx, await visibleUpload(tx, request, request.params.id)),
        )
      const first = await look()
      // Between us and the caller nobody may wait for more before passing on what there is.
      void reply.header('x-accel-buffering', 'no')
      // Kept open for more, a connection would keep a server that ends waiting.
      void reply.header('connection', 'close').type('text/event-stream; charset=utf-8')
      return await reply.send(Readable.from(eventsOf(first, look, closing.signal)))
    },
  )
}

type Body = z.output<typeof UploadBody>

async function* eventsOf(first: Body, look: () => Promise<Body>, closing: AbortSignal): AsyncGenerator<string> {
  let upload = first
  let told = ''
  let toldAt = 0
  for (;;) {
    const text = JSON.stringify(UploadBody.parse(upload))
    const now = performance.now()
    if (text !== told) {
      yield `event: upload\ndata: ${text}\n\n`
      told = text
      toldAt = now
    } else if (now - toldAt >= HEARTBEAT_MILLISECONDS) {
      yield ': still under way\n\n'
      toldAt = now
    }
    if (!UNDER_WAY.includes(upload.state)) return
    const isClosing = await sleep(LOOK_MILLISECONDS, false, { signal: closing }).catch(() => true)
    if (isClosing) return
    upload = await look()
  }
}
