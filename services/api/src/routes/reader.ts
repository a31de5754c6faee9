import { AskForLocalHeadsBody, LocalHeadParams, ReaderBody } from '@weft/contract/reader'
import { type ReaderQuality, SIGNALS } from '@weft/model/signal'
import type { LocalEvidence } from '@weft/reading/local/train-local-head'
import { recordAct } from '@weft/store/audit'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { askForLocalHeads, type LocalHeadRow, localHeads, withdrawLocalHead } from '@weft/store/local-heads'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { NotFound } from '../not-found.ts'
import { organizationQuality } from '../organization-quality.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['checks']

/** What reads an organization's posts, and heads of its own that are learnt from what its people said of them. */
export const reader: FastifyPluginAsyncZod<{ parts: ApiParts; reader: ReaderQuality }> = async (
  app,
  { parts, reader: shipped },
) => {
  app.get(
    '/reader',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findReader',
        summary: 'What reads this organization’s posts, signal by signal',
        response: { 200: ReaderBody, ...problems(401, 403, 429) },
      },
    },
    async (request) =>
      await withOrganization(parts.database, keyOf(request).organizationId, (tx) => bodyOf(tx, shipped)),
  )

  app.post(
    '/reader/local-heads',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'askForLocalHeads',
        summary: 'Have the reader learn from what your people said of your posts',
        description:
          'Learnt in the background, from checked posts and from labels that were overruled; used where it reads checked posts ' +
          'better that it had not seen, and the quarters are then scored anew. Nothing learnt leaves the organization. ' +
          'GET /v1/reader says what came of it.',
        body: AskForLocalHeadsBody,
        response: { 202: ReaderBody, ...problems(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      const { signals = SIGNALS } = request.body
      const found = await withOrganization(parts.database, organizationId, async (tx) => {
        await askForLocalHeads(tx, organizationId, { signals, askedBy: actor })
        const detail = { signals: [...signals] }
        await recordAct(tx, organizationId, { actor, act: 'ask_for_local_heads', subject: organizationId, detail })
        return await bodyOf(tx, shipped)
      })
      await parts.queue.send('learn_local_heads', { organizationId }, { singletonKey: organizationId })
      return await reply.code(202).send(found)
    },
  )

  app.delete(
    '/reader/local-heads/:signal',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'withdrawLocalHead',
        summary: 'Go back to the reader as it ships, for one signal',
        description: 'What people said of posts stays; the quarters are scored anew.',
        params: LocalHeadParams,
        response: { 204: z.null().describe('Gone back'), ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { signal } = request.params
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      await withOrganization(parts.database, organizationId, async (tx) => {
        if (!(await withdrawLocalHead(tx, signal))) throw new NotFound(`local head of ${signal}`)
        await recordAct(tx, organizationId, { actor, act: 'withdraw_local_head', subject: signal, detail: null })
      })
      await askForScores(parts, organizationId)
      return await reply.code(204).send(null)
    },
  )
}

async function bodyOf(tx: OrganizationTransaction, shipped: ReaderQuality): Promise<z.output<typeof ReaderBody>> {
  const rows = new Map((await localHeads(tx)).map((row) => [row.signal, row]))
  const { version } = await organizationQuality(tx, shipped)
  return {
    version,
    shippedVersion: shipped.version,
    signals: SIGNALS.map((signal) => {
      const row = rows.get(signal)
      const isAccepted = row?.learnt?.state === 'accepted'
      const isOfThisReader = row?.learnt?.reader === shipped.version
      return {
        signal,
        readBy: isAccepted && isOfThisReader ? ('local' as const) : ('shipped' as const),
        isWaiting: row?.isWaiting ?? false,
        isOutdated: isAccepted && !isOfThisReader,
        learnt: learntOf(row?.learnt ?? null),
      }
    }),
  }
}

function learntOf(learnt: LocalHeadRow['learnt']): z.output<typeof ReaderBody>['signals'][number]['learnt'] {
  if (learnt === null) return null
  const { at, state } = learnt
  const evidence = learnt.evidence as Pick<LocalEvidence, 'drawn' | 'positives'> & Partial<LocalEvidence>
  const { drawn, positives, labels = null, logLossBefore = null, logLossAfter = null } = evidence
  return { at: at.toISOString(), state, drawn, positives, labels, logLossBefore, logLossAfter }
}
