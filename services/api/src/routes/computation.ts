import { ComputationBody, ComputationDecided } from '@weft/contract/computation'
import { recordAct } from '@weft/store/audit'
import { askForScores, type Computation, cancelComputation, findComputation } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { NothingComputes } from '../nothing-computes.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['scores']

/** How far the computing of results has come; asking for it, and ending it. */
export const computation: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/computation',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findComputation',
        summary: 'How far computing has come',
        description:
          'Every upload and every setting that changes results asks for them; this tells what becomes of it.',
        response: { 200: ComputationBody, ...problems(401, 403, 429) },
      },
    },
    async (request) =>
      bodyOf(await withOrganization(parts.database, keyOf(request).organizationId, (tx) => findComputation(tx))),
  )

  app.post(
    '/computation',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'askForComputation',
        summary: 'Compute results again',
        description:
          'Done by itself after each upload; of use after one was cancelled or failed. What rests on the present data ' +
          'already is not computed twice.',
        response: { 202: ComputationDecided, ...problems(401, 403, 429) },
      },
    },
    async (request, reply) => {
      await askForScores(parts, keyOf(request).organizationId)
      return reply.code(202).send({ state: 'queued' })
    },
  )

  app.post(
    '/computation/cancel',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'cancelComputation',
        summary: 'Cancel computing',
        description:
          'One that waits is cancelled at once, one that runs within seconds. Quarters that are whole by then are kept, ' +
          'the others stay as they were.',
        response: { 202: ComputationDecided, ...problems(401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      const state = await withOrganization(parts.database, organizationId, async (tx) => {
        const outcome = await cancelComputation(tx)
        if (outcome === null) throw new NothingComputes()
        const act = {
          actor: actorOf(request),
          act: 'cancel_computation',
          subject: organizationId,
          detail: null,
        } as const
        await recordAct(tx, organizationId, act)
        return outcome
      })
      return reply.code(202).send({ state })
    },
  )
}

const IDLE = { state: 'idle', progress: null, problem: null, askedAt: null, startedAt: null, finishedAt: null } as const

function bodyOf(found: Computation | undefined): z.output<typeof ComputationBody> {
  if (found === undefined) return IDLE
  return {
    ...found,
    askedAt: found.askedAt.toISOString(),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}
