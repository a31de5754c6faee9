import { RubricInForceBody, RubricVersionsPage, RubricVersionsQuery, TailorRubricBody } from '@weft/contract/rubric'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { listTailorings, type RubricTailoring } from '@weft/store/rubric-tailorings'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { rubricInForce, tailor } from '../tailoring.ts'

const tags = ['rubric']

/** What counts how much for an organization, what it leaves out, and how that came to be. */
export const rubric: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/rubric',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findRubric',
        summary: 'The rubric this organization is scored by, and how it differs from the default',
        response: { 200: RubricInForceBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => await withOrganization(parts.database, keyOf(request).organizationId, bodyOf),
  )

  app.put(
    '/rubric',
    {
      config: { needs: 'administer' },
      schema: {
        tags,
        operationId: 'tailorRubric',
        summary: 'Tailor weights, anchors and exemptions, each with its reason',
        description:
          'The whole of what differs from the default: it replaces what was set before, which stays on record. Every quarter is ' +
          'then scored anew, so that the trend stays one; scorecards print each change with its reason.',
        body: TailorRubricBody,
        response: { 200: RubricInForceBody, ...problems(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request) => {
      const { organizationId } = keyOf(request)
      const tailoring = request.body.indicators
      const found = await withOrganization(parts.database, organizationId, async (tx) => {
        await tailor(tx, organizationId, { tailoring, actor: actorOf(request) })
        return await bodyOf(tx)
      })
      await askForScores(parts, organizationId)
      return found
    },
  )

  app.delete(
    '/rubric',
    {
      config: { needs: 'administer' },
      schema: {
        tags,
        operationId: 'untailorRubric',
        summary: 'Go back to the default rubric',
        description: 'What was set stays on record; every quarter is scored anew.',
        response: { 204: z.null().describe('Gone back'), ...problems(401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { organizationId } = keyOf(request)
      await withOrganization(parts.database, organizationId, async (tx) => {
        const { changes } = await rubricInForce(tx)
        if (changes.length === 0) throw new NotFound('tailoring in force', 'the rubric is the default')
        await tailor(tx, organizationId, { tailoring: {}, actor: actorOf(request) })
      })
      await askForScores(parts, organizationId)
      return await reply.code(204).send(null)
    },
  )

  app.get(
    '/rubric/versions',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'listRubricVersions',
        summary: 'How the rubric was tailored, when and by whom, newest first',
        querystring: RubricVersionsQuery,
        response: { 200: RubricVersionsPage, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const before = placeOf(cursor, z.int().min(1))
      const rows = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        listTailorings(tx, { limit: limit + 1, before }),
      )
      const { page, nextCursor } = pageOf(rows, limit, (last) => last.version)
      return { items: page.map(versionOf), nextCursor }
    },
  )
}

async function bodyOf(tx: OrganizationTransaction): Promise<z.input<typeof RubricInForceBody>> {
  const { rubric, changes, inForce } = await rubricInForce(tx)
  return { rubric, changes, inForce: inForce === undefined ? null : versionOf(inForce) }
}

function versionOf({ version, setAt, setBy, tailoring }: RubricTailoring) {
  return { version, setAt: setAt.toISOString(), setBy, indicators: { ...tailoring } }
}
