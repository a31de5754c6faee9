import { LabelBody, LabelParams, LabelsPage, LabelsQuery, OverruleBody } from '@weft/contract/checks'
import { RowId } from '@weft/contract/text'
import { quarterNamed } from '@weft/model/quarter'
import { recordAct } from '@weft/store/audit'
import { calendarOfOrganization } from '@weft/store/calendar'
import { askForScores } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { type LoggedLabel, listLabels, saveLabels, withdrawOverruled } from '@weft/store/labels'
import { sourcedPosts } from '@weft/store/posts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { LABELS_SETTLE_SECONDS } from '../quarter-check.ts'

const tags = ['checks']

/** What people said of single posts, beside or against what was read. A list of posts, never of persons. */
export const labels: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/labels',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'listLabels',
        summary: 'What people said of posts, newest first',
        description: 'All that was ever said, with the probability that the reader gave the label then.',
        querystring: LabelsQuery,
        response: { 200: LabelsPage, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, signal, picked, quarter, holds } = request.query
      const before = placeOf(cursor, RowId)
      const rows = await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const named = quarter === undefined ? undefined : quarterNamed(quarter, await calendarOfOrganization(tx))
        const filter = { signal, picked, quarter: named, holds: holds === undefined ? undefined : holds === 'true' }
        return await listLabels(tx, filter, { limit: limit + 1, before })
      })
      const { page, nextCursor } = pageOf(rows, limit, ({ id }) => id)
      return { items: page.map(bodyOf), nextCursor }
    },
  )

  app.put(
    '/posts/:id/labels/:signal',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'overruleLabel',
        summary: 'Overrule the label of a post',
        description:
          'Holds from now on, for this post as it reads now. It says nothing of other posts: it was not drawn by chance, and ' +
          'is never part of a share. The quarters are scored anew in the background.',
        params: LabelParams,
        body: OverruleBody,
        response: { 200: LabelBody, ...problems(400, 401, 403, 404, 413, 415, 429) },
      },
    },
    async (request) => {
      const { id, signal } = request.params
      const { label, reason = null } = request.body
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      const { held, changed } = await withOrganization(parts.database, organizationId, async (tx) => {
        const post = (await sourcedPosts(tx, [id])).get(id)
        if (post === undefined) throw new NotFound(`post ${id}`)
        if (post.text === null || post.kind === 'repost') {
          throw new NotFound(`text of post ${id}`, 'a post without words of its author’s own carries nothing')
        }
        const said = [{ postId: id, labels: { [signal]: label } }]
        const changed = await saveLabels(tx, organizationId, { said, picked: 'overruled', setBy: actor, reason })
        const [held] = await listLabels(tx, { postId: id, signal, holds: true }, { limit: 1 })
        if (changed > 0) {
          const detail = { signal, label, reason, probability: held?.probability ?? null }
          await recordAct(tx, organizationId, { actor, act: 'overrule_label', subject: id, detail })
        }
        return { held, changed }
      })
      if (held === undefined) throw new Error('a label was kept and is not there')
      if (changed > 0) await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
      return bodyOf(held)
    },
  )

  app.delete(
    '/posts/:id/labels/:signal',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'withdrawPostLabel',
        summary: 'Take an overruled label back',
        description:
          'What the check or the reader said holds again; both stay in the list. The quarters are scored anew.',
        params: LabelParams,
        response: { 204: z.null().describe('Taken back'), ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { id, signal } = request.params
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      await withOrganization(parts.database, organizationId, async (tx) => {
        const isWithdrawn = await withdrawOverruled(tx, organizationId, { postId: id, signal, setBy: actor })
        if (!isWithdrawn) throw new NotFound(`overruled label ${signal} of post ${id}`)
        await recordAct(tx, organizationId, { actor, act: 'withdraw_post_label', subject: id, detail: { signal } })
      })
      await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
      return await reply.code(204).send(null)
    },
  )
}

function bodyOf({ setAt, ...label }: LoggedLabel): z.output<typeof LabelBody> {
  return { ...label, setAt: setAt.toISOString() }
}
