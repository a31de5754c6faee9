import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import { PageQuery } from '@weft/contract/paging'
import { UploadAccepted, UploadBody, UploadsPage } from '@weft/contract/uploads'
import { withOrganization } from '@weft/store/database'
import { listUploads } from '@weft/store/uploads'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { fileKeyOf, keepUpload } from '../keep-upload.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { answerOf, summaryOf } from '../upload-answer.ts'
import { receiveForm } from '../upload-stream.ts'
import { visibleUpload } from '../visible-upload.ts'

const tags = ['uploads']

export const UploadParams = z.strictObject({ id: z.uuid() })

/** Sending exports in, and what became of them. */
export const uploads: FastifyPluginAsyncZod<{ parts: ApiParts; uploadBytesMax: number }> = async (
  app,
  { parts, uploadBytesMax },
) => {
  await app.register(multipart, { limits: { fileSize: uploadBytesMax, files: 1, fields: 20, parts: 21 } })

  app.post(
    '/uploads',
    {
      config: { needs: 'upload' },
      schema: {
        tags,
        operationId: 'uploadFile',
        summary: 'Upload an export',
        description:
          'One file as multipart/form-data in the field `file`: a zip, an archive’s JavaScript file or a table; other ' +
          'fields say how to read it. It is kept and loaded in the background; GET /v1/uploads/{id} tells what became of ' +
          'it. A header `Repr-Digest: sha-256=:…:` does as the field `sha256`. For large files see /v1/uploads/resumable.',
        consumes: ['multipart/form-data'],
        response: { 202: UploadAccepted, ...problems(400, 401, 403, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const id = randomUUID()
      const fileKey = fileKeyOf(organizationId, id)
      const { name, stored, said } = await receiveForm(request, uploadBytesMax, {
        keep: (bytes) => parts.files.put(fileKey, bytes),
        remove: () => parts.files.remove(fileKey),
      })
      await keepUpload(parts, organizationId, { id, name, stored, options: said.options, actor: actorOf(request) })
      return reply.code(202).header('location', `/v1/uploads/${id}`).send({ id })
    },
  )

  app.get(
    '/uploads',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags,
        operationId: 'listUploads',
        summary: 'Uploads, newest first',
        description: 'An uploader sees the uploads made with its own key.',
        querystring: PageQuery,
        response: { 200: UploadsPage, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { role, organizationId } = keyOf(request)
      const { limit, cursor } = request.query
      const actor = role === 'uploader' ? actorOf(request) : undefined
      const wanted = { limit: limit + 1, before: placeOf(cursor, z.uuid()), actor }
      const rows = await withOrganization(parts.database, organizationId, (tx) => listUploads(tx, wanted))
      const { page, nextCursor } = pageOf(rows, limit, (last) => last.id)
      return { items: page.map(summaryOf), nextCursor }
    },
  )

  app.get(
    '/uploads/:id',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags,
        operationId: 'findUpload',
        summary: 'An upload with its receipt',
        params: UploadParams,
        response: { 200: UploadBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { organizationId } = keyOf(request)
      return await withOrganization(parts.database, organizationId, async (tx) =>
        answerOf(tx, await visibleUpload(tx, request, request.params.id)),
      )
    },
  )
}
