import { UploadDecided, UploadOptionsBody } from '@weft/contract/uploads'
import type { ColumnMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import { type Act, recordAct } from '@weft/store/audit'
import { rememberMapping } from '@weft/store/column-mappings'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { cancelUpload, REQUEUED_FROM, requeueUpload, startUndoing } from '@weft/store/upload-states'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { actorOf, keyOf } from '../access.ts'
import { askToLoad, askToUndo } from '../keep-upload.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { UploadNotInState } from '../upload-not-in-state.ts'
import { knownOptions, mappingOf } from '../upload-said.ts'
import { visibleUpload } from '../visible-upload.ts'
import { UploadParams } from './uploads.ts'

const shared = { tags: ['uploads'], params: UploadParams }

/** A column mapping names every heading of its table. */
const DECISION_BYTES_MAX = 1024 * 1024

const REQUEUES = [
  {
    by: 'resume',
    act: 'resume_upload',
    operationId: 'resumeUpload',
    summary: 'Let a held upload go on',
    description:
      'What is said here is added to what was said with it: the account, the format, or that rejects are fine.',
  },
  {
    by: 'retry',
    act: 'retry_upload',
    operationId: 'retryUpload',
    summary: 'Try a failed, cancelled or undone upload again',
    description: 'With what was said with it, and what is said here.',
  },
] as const

/** What a person decides about an upload that waits, failed, or is not wanted, or not any more. */
export const uploadDecisions: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  for (const { by, act, ...described } of REQUEUES) {
    app.post(
      `/uploads/:id/${by}`,
      {
        bodyLimit: DECISION_BYTES_MAX,
        config: { needs: 'upload' },
        schema: {
          ...shared,
          ...described,
          body: UploadOptionsBody.nullish(),
          response: { 202: UploadDecided, ...problems(400, 401, 403, 404, 409, 415, 429) },
        },
      },
      async (request, reply) => {
        const { organizationId } = keyOf(request)
        const { id } = request.params
        const options = knownOptions(request.body ?? {})
        await withOrganization(parts.database, organizationId, async (tx) => {
          const { state } = await visibleUpload(tx, request, id)
          if (!(await requeueUpload(tx, id, by, options))) throw new UploadNotInState(state, by, REQUEUED_FROM[by])
          if (options.columns !== undefined) await rememberColumns(tx, request, mappingOf(options.columns))
          await recordDecision(tx, request, { act, subject: id, detail: options })
        })
        await askToLoad(parts, organizationId, id)
        return reply.code(202).send({ id, state: 'queued' })
      },
    )
  }

  app.post(
    '/uploads/:id/cancel',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'cancelUpload',
        summary: 'Cancel an upload',
        description:
          'One that waits or is held is cancelled at once; one that is being loaded as soon as whoever loads it notices, ' +
          'in seconds while it is read, and after the merge where that is under way. Nothing of it stays.',
        response: { 202: UploadDecided, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const { id } = request.params
      const state = await withOrganization(parts.database, organizationId, async (tx) => {
        const upload = await visibleUpload(tx, request, id)
        const outcome = await cancelUpload(tx, id)
        if (outcome === null) throw new UploadNotInState(upload.state, 'cancel', ['queued', 'held', 'loading'])
        await recordDecision(tx, request, { act: 'cancel_upload', subject: id, detail: null })
        return outcome
      })
      // Scoring waited for it while it was queued.
      if (state === 'cancelled') await askForScores(parts, organizationId)
      return reply.code(202).send({ id, state })
    },
  )

  app.post(
    '/uploads/:id/undo',
    {
      config: { needs: 'upload' },
      schema: {
        ...shared,
        operationId: 'undoUpload',
        summary: 'Undo a loaded upload',
        description:
          'Takes out exactly what only this upload brought, in the background: the other uploads are loaded again without ' +
          'it, and until that is done all stays as it was. Settings and what people said of accounts stay. Where that ' +
          'cannot be done, the upload is `loaded` again and `undoProblem` says why. Its receipt and rejects stay; ' +
          'uploaded or tried again, it is loaded again.',
        response: { 202: UploadDecided, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const { id } = request.params
      await withOrganization(parts.database, organizationId, async (tx) => {
        const { state } = await visibleUpload(tx, request, id)
        if (!(await startUndoing(tx, id))) throw new UploadNotInState(state, 'undo', ['loaded'])
        await recordDecision(tx, request, { act: 'undo_upload', subject: id, detail: null })
      })
      await askToUndo(parts, organizationId, id)
      return reply.code(202).send({ id, state: 'undoing' })
    },
  )
}

/** What was said of a table's columns holds for the next one with the same headings. */
async function rememberColumns(
  tx: OrganizationTransaction,
  request: FastifyRequest,
  mapping: ColumnMapping,
): Promise<void> {
  const kept = { headerKey: headerKey(mapping.headings), mapping, setBy: actorOf(request) }
  await rememberMapping(tx, keyOf(request).organizationId, kept)
}

async function recordDecision(
  tx: OrganizationTransaction,
  request: FastifyRequest,
  act: Omit<Act, 'actor'>,
): Promise<void> {
  await recordAct(tx, keyOf(request).organizationId, { actor: actorOf(request), ...act })
}
