import { ActionsPage, ActionsQuery } from '@weft/contract/actions'
import { accountNames } from '@weft/store/accounts'
import { listActions } from '@weft/store/actions'
import { withOrganization } from '@weft/store/database'
import { sourcedPosts } from '@weft/store/posts'
import { isScored, lastScoredQuarter } from '@weft/store/scores'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { nameOf, postBodyOf } from '../named-accounts.ts'
import { noScores } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

/** What a communications team can do about its scores. */
export const actions: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/actions',
    {
      config: { needs: 'read' },
      schema: {
        tags: ['actions'],
        operationId: 'listActions',
        summary: 'What to do, most important first',
        description: 'Each with its reason and what it rests on. Nothing is done to an account by itself.',
        querystring: ActionsQuery,
        response: { 200: ActionsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = placeOf(cursor, z.int().min(0))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarter = request.query.quarter ?? (await lastScoredQuarter(tx))
        if (quarter === undefined) return { items: [], nextCursor: null }
        if (!(await isScored(tx, quarter))) throw noScores(quarter)
        const rows = await listActions(tx, quarter, { limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, (last) => last.number)
        const posts = await sourcedPosts(
          tx,
          page.flatMap((action) => action.posts),
        )
        const authors = [...posts.values()].map((post) => post.authorId)
        const names = await accountNames(tx, [...page.flatMap((action) => action.accounts), ...authors])
        const items = page.map((action) => ({
          ...action,
          quarter,
          accounts: action.accounts.map((id) => nameOf(names, id)),
          posts: action.posts.flatMap((id) => posts.get(id) ?? []).map((post) => postBodyOf(post, names)),
        }))
        return { items, nextCursor }
      })
    },
  )
}
