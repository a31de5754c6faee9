import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import { PageQuery } from '@weft/contract/paging'
import { UploadAccepted, UploadBody, type UploadSummary, UploadsPage } from '@weft/contract/uploads'
import { hasDone, recordAct } from '@weft/store/audit'
import { withOrganization } from '@weft/store/database'
import { createUpload, failUpload, findUpload, listUploads, receiptOfUpload, type Upload } from '@weft/store/uploads'
import { uploadsOfActor } from '@weft/store/uploads-of-actor'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { uploadedFile } from '../upload-stream.ts'

const tags = ['uploads']

export const UploadParams = z.strictObject({ id: z.uuid() })

/** Sending exports in, and what became of them. */
export const uploads: FastifyPluginAsyncZod<{ parts: ApiParts; uploadBytesMax: number }> = async (
  app,
  { parts, uploadBytesMax },
) => {
  await app.register(multipart, { limits: { fileSize: uploadBytesMax, files: 1, fields: 10, parts: 11 } })

  app.post(
    '/uploads',
    {
      config: { needs: 'upload' },
      schema: {
        tags,
        operationId: 'uploadFile',
        summary: 'Upload an export',
        description:
          'One file as multipart/form-data in the field `file`: a zip, an archive’s JavaScript file or a table. It is ' +
          'kept and loaded in the background; GET /v1/uploads/{id} tells what became of it.',
        consumes: ['multipart/form-data'],
        response: { 202: UploadAccepted, ...problems(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const id = randomUUID()
      const fileKey = `${organizationId}/uploads/${id}`
      const { name, bytes } = await uploadedFile(request, uploadBytesMax)
      const stored = await parts.files.put(fileKey, bytes)
      await withOrganization(parts.database, organizationId, async (tx) => {
        await createUpload(tx, organizationId, { id, name, fileKey, ...stored })
        await recordAct(tx, organizationId, {
          actor: actorOf(request),
          act: 'upload_file',
          subject: id,
          detail: { name, bytes: stored.bytes, sha256: stored.sha256 },
        })
      })
      await askToLoad(parts, organizationId, id)
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
      const wanted = { limit: limit + 1, before: placeOf(cursor, z.uuid()) }
      const rows = await withOrganization(parts.database, organizationId, async (tx) =>
        role === 'uploader' ? uploadsOfActor(tx, actorOf(request), wanted) : listUploads(tx, wanted),
      )
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
      const { role, organizationId } = keyOf(request)
      const { id } = request.params
      return await withOrganization(parts.database, organizationId, async (tx) => {
        const upload = await findUpload(tx, id)
        if (upload === undefined) throw new NotFound(`upload ${id}`)
        if (role === 'uploader' && !(await hasDone(tx, { actor: actorOf(request), act: 'upload_file', subject: id }))) {
          throw new NotFound(`upload ${id}`)
        }
        return { ...summaryOf(upload), receipt: upload.state === 'loaded' ? await receiptOfUpload(tx, id) : null }
      })
    },
  )
}

/** An upload that nobody was asked to load would wait for ever, and scoring with it. */
async function askToLoad({ database, queue }: ApiParts, organizationId: string, uploadId: string): Promise<void> {
  try {
    await queue.send('load_upload', { organizationId, uploadId }, { singletonKey: uploadId })
  } catch (error) {
    const detail = 'It was received but could not be queued, for a reason on our side; upload it again.'
    await withOrganization(database, organizationId, (tx) =>
      failUpload(tx, uploadId, { title: 'Not queued', detail, file: null }),
    )
    throw error
  }
}

function summaryOf(upload: Upload): z.output<typeof UploadSummary> {
  const { id, name, bytes, sha256, state, problem, createdAt, finishedAt } = upload
  const finished = finishedAt?.toISOString() ?? null
  return { id, name, bytes, sha256, state, problem, createdAt: createdAt.toISOString(), finishedAt: finished }
}
