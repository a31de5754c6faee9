import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { RESUMABLE_PATH, type Sender, UploadParts } from '../upload-parts.ts'
import { UploadTooLarge } from '../upload-stream.ts'
import { UploadParams } from './uploads.ts'

const PIECES = 'application/offset+octet-stream'

const SWEEP_MILLISECONDS = 60 * 60 * 1000

const Nothing = z.null().meta({ description: 'All is in the headers.' })

const shared = { tags: ['uploads'] }

/** The protocol's own refusal: the offset is another, there is no such upload, or a header is missing. */
class PieceRefused extends Error {
  override name = 'PieceRefused'
  readonly statusCode: number
  constructor(statusCode: number, words: string) {
    super(words)
    this.statusCode = statusCode
  }
}

/** Uploads in pieces that can be gone on with after a break: the tus protocol, version 1.0. */
export const resumableUploads: FastifyPluginAsyncZod<{
  parts: ApiParts
  partsFolder: string
  uploadBytesMax: number
}> = async (app, { parts, partsFolder, uploadBytesMax }) => {
  const pieces = new UploadParts(parts, { folder: partsFolder, bytesMax: uploadBytesMax })
  app.addContentTypeParser(PIECES, (_, payload, done) => done(null, payload))
  await pieces.removeExpired()
  const sweeping = setInterval(() => {
    pieces.removeExpired().catch((error: unknown) => app.log.error({ err: error }, 'expired uploads were not removed'))
  }, SWEEP_MILLISECONDS)
  sweeping.unref()
  app.addHook('onClose', async () => clearInterval(sweeping))

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const response = await pieces.answer(webRequest(request), senderOf(request))
    void reply.code(response.status)
    for (const [name, value] of response.headers) if (name !== 'content-length') void reply.header(name, value)
    if (response.status === 413) throw new UploadTooLarge(uploadBytesMax)
    if (response.status >= 400) throw new PieceRefused(response.status, (await response.text()).trim())
    return await reply.send(null)
  }

  app.options(
    '/uploads/resumable',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'resumableUploadRules',
        summary: 'What the tus protocol can do here',
        response: { 204: Nothing, ...problems(401, 403, 429) },
      },
    },
    answer,
  )

  app.post(
    '/uploads/resumable',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'beginResumableUpload',
        summary: 'Begin a resumable upload',
        description:
          'The tus protocol, version 1.0 (creation, termination, expiration): any tus client will do. `Upload-Metadata` ' +
          'takes `filename` and what the fields of POST /v1/uploads say, `sha256` among them. The id in `Location` is that ' +
          'of the upload once all of it is there: GET /v1/uploads/{id}. What is not finished after a day is removed.',
        response: { 201: Nothing, ...problems(400, 401, 403, 412, 413, 415, 429) },
      },
    },
    answer,
  )

  app.head(
    '/uploads/resumable/:id',
    {
      config: { needs: 'upload', swagger: { exposeHeadRoute: true } },
      schema: {
        ...shared,
        operationId: 'findResumableUpload',
        summary: 'How much of it is there',
        params: UploadParams,
        response: { 200: Nothing, ...problems(400, 401, 403, 404, 410, 412, 429) },
      },
    },
    async (request, reply) => {
      const bytes = await pieces.completed(request.params.id, senderOf(request))
      if (bytes === null) return await answer(request, reply)
      return await reply
        .headers({
          'tus-resumable': '1.0.0',
          'upload-offset': bytes,
          'upload-length': bytes,
          'cache-control': 'no-store',
        })
        .send(null)
    },
  )

  app.patch(
    '/uploads/resumable/:id',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'continueResumableUpload',
        summary: 'Send a piece of it',
        description: 'From `Upload-Offset` on; by the key that began it. With the last piece it is kept and queued.',
        consumes: [PIECES],
        params: UploadParams,
        response: { 204: Nothing, ...problems(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 429) },
      },
    },
    answer,
  )

  app.delete(
    '/uploads/resumable/:id',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'abandonResumableUpload',
        summary: 'Give up an unfinished upload',
        params: UploadParams,
        response: { 204: Nothing, ...problems(400, 401, 403, 404, 412, 429) },
      },
    },
    answer,
  )
}

function senderOf(request: FastifyRequest): Sender {
  const { id, organizationId } = keyOf(request)
  return { organizationId, keyId: id, actor: actorOf(request) }
}

/** The request as the protocol's library takes it. Where it was made to does not matter: addresses are told as paths. */
function webRequest(request: FastifyRequest): Request {
  const { method, headers, body } = request
  const url = new URL(request.url, `http://weft${RESUMABLE_PATH}`)
  const init: RequestInit & { duplex?: 'half' } = { method, headers: webHeaders(headers) }
  if (body instanceof Readable) Object.assign(init, { body: Readable.toWeb(body), duplex: 'half' })
  return new Request(url, init)
}

function webHeaders(headers: FastifyRequest['headers']): Headers {
  const web = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) web.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return web
}
