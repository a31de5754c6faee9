import {
  type ActionBody,
  type ActionDecisionBody,
  ActionDecisionsBody,
  ActionOutcomesBody,
  ActionOutcomesQuery,
  ActionParams,
  ActionsPage,
  ActionsQuery,
  DecideActionBody,
} from '@weft/contract/actions'
import { ACTION_STATES } from '@weft/model/action'
import type { QuarterName } from '@weft/model/quarter'
import { accountNames } from '@weft/store/accounts'
import { type ActionDecision, decideAction, decisionsOfAction } from '@weft/store/action-decisions'
import { type ListedAction, listActions, outcomesBefore } from '@weft/store/actions'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { sourcedPosts } from '@weft/store/posts'
import { isScored, lastScoredQuarter } from '@weft/store/scores'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { nameOf, postBodyOf } from '../named-accounts.ts'
import { NotFound, noScores } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { LABELS_SETTLE_SECONDS } from '../quarter-check.ts'

const tags = ['actions']

/** What a communications team can do about its scores, and what it did. */
export const actions: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/actions',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listActions',
        summary: 'What to do, most important first',
        description: 'Each with its reason and what it rests on. Nothing is done to an account by itself.',
        querystring: ActionsQuery,
        response: { 200: ActionsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, quarter: asked, ...wanted } = request.query
      const after = placeOf(cursor, z.int().min(0))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarter = await scoredQuarter(tx, asked)
        if (quarter === undefined) return { items: [], nextCursor: null }
        const rows = await listActions(tx, quarter, { ...wanted, limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, (last) => last.number)
        return { items: await bodiesOf(tx, quarter, page), nextCursor }
      })
    },
  )

  app.get(
    '/actions/outcomes',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listActionOutcomes',
        summary: 'What became of the actions of the quarter before',
        description: 'Those listed then, and those that somebody decided about and that the data holds no more.',
        querystring: ActionOutcomesQuery,
        response: { 200: ActionOutcomesBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarter = await scoredQuarter(tx, request.query.quarter)
        const outcomes = quarter === undefined ? undefined : await outcomesBefore(tx, quarter)
        const { before = null, items = [] } = outcomes ?? {}
        const counts = Object.fromEntries(
          ACTION_STATES.map((state) => [state, items.filter((item) => item.state === state).length]),
        ) as Record<(typeof ACTION_STATES)[number], number>
        const stillDue = items.filter(({ isStillDue }) => isStillDue).length
        return {
          quarter: quarter ?? null,
          before,
          counts: { ...counts, stillDue },
          items: items.map((item) => ({ ...item, decision: item.decision && decisionBodyOf(item.decision) })),
        }
      }),
  )

  app.get(
    '/actions/:quarter/:id/decisions',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listActionDecisions',
        summary: 'What people decided about an action, newest first',
        params: ActionParams,
        response: { 200: ActionDecisionsBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const { quarter, id } = request.params
        if ((await listActions(tx, quarter, { id, limit: 1 })).length === 0) throw noAction(quarter, id)
        return { items: (await decisionsOfAction(tx, id)).map(decisionBodyOf) }
      }),
  )

  app.post(
    '/actions/:quarter/:id/decisions',
    {
      config: { needs: 'decide_actions' },
      schema: {
        tags,
        operationId: 'decideAction',
        summary: 'Accept an action, say that it is done, dismiss it, or open it again',
        description:
          'Every decision stays on record. An account of which it is decided that its review is done is weeded on record: that it ' +
          'stays away is then no loss, and later quarters are scored anew. Nothing is done to the account.',
        params: ActionParams,
        body: DecideActionBody,
        response: { 201: ActionsPage.shape.items.element, ...problems(400, 401, 403, 404, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      const { quarter, id } = request.params
      const { organizationId } = keyOf(request)
      const action = await withOrganization(parts.database, organizationId, async (tx) => {
        const decided = { ...request.body, quarter, actionId: id, setBy: actorOf(request) }
        if (!(await decideAction(tx, organizationId, decided))) throw noAction(quarter, id)
        return (await bodiesOf(tx, quarter, await listActions(tx, quarter, { id, limit: 1 })))[0]!
      })
      // Weeding moves later scores, and any decision moves what drafted scorecards say.
      await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
      return await reply.code(201).send(action)
    },
  )
}

/** The quarter asked for, or the last scored one; `undefined` where none was scored. Throws NotFound. */
async function scoredQuarter(
  tx: OrganizationTransaction,
  asked: QuarterName | undefined,
): Promise<QuarterName | undefined> {
  if (asked !== undefined && !(await isScored(tx, asked))) throw noScores(asked)
  return asked ?? (await lastScoredQuarter(tx))
}

async function bodiesOf(
  tx: OrganizationTransaction,
  quarter: QuarterName,
  page: readonly ListedAction[],
): Promise<z.output<typeof ActionBody>[]> {
  const posts = await sourcedPosts(
    tx,
    page.flatMap((action) => action.posts),
  )
  const authors = [...posts.values()].map((post) => post.authorId)
  const names = await accountNames(tx, [...page.flatMap((action) => action.accounts), ...authors])
  return page.map((action) => ({
    ...action,
    quarter,
    accounts: action.accounts.map((id) => nameOf(names, id)),
    posts: action.posts.flatMap((id) => posts.get(id) ?? []).map((post) => postBodyOf(post, names)),
    decision: action.decision && decisionBodyOf(action.decision),
  }))
}

function decisionBodyOf({ setAt, ...decision }: ActionDecision): z.output<typeof ActionDecisionBody> {
  return { ...decision, setAt: setAt.toISOString() }
}

function noAction(quarter: QuarterName, id: string): NotFound {
  return new NotFound(`action ${id} in ${quarter}`, 'GET /v1/actions lists the actions')
}
