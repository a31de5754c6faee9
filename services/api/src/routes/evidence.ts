import { EvidencePage, EvidenceQuery } from '@weft/contract/evidence'
import { IndicatorParams } from '@weft/contract/scores'
import { quarterNamed } from '@weft/model/quarter'
import { accountNames } from '@weft/store/accounts'
import { calendarOfOrganization } from '@weft/store/calendar'
import { withOrganization } from '@weft/store/database'
import { listEvidence } from '@weft/store/evidence'
import { sourcedPosts } from '@weft/store/posts'
import { findScores } from '@weft/store/scores'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { nameOf, postBodyOf } from '../named-accounts.ts'
import { noScores } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { indicatorOf } from './scores.ts'

/** What an indicator's number rests on, down to upload, file and row. */
export const evidence: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/scores/:quarter/indicators/:indicator/evidence',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags: ['scores'],
        operationId: 'listEvidence',
        summary: 'What an indicator rests on',
        description: 'The posts, accounts and ties behind the number, each with the upload, file and row it came from.',
        params: IndicatorParams,
        querystring: EvidenceQuery,
        response: { 200: EvidencePage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { indicator } = request.params
      const { limit, cursor, counts } = request.query
      const after = placeOf(cursor, z.int().min(0))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const result = await findScores(tx, request.params.quarter)
        if (result === undefined) throw noScores(request.params.quarter)
        // An indicator without evidence has an empty list; one that does not exist has none.
        indicatorOf(result.scores, indicator)
        const quarter = quarterNamed(request.params.quarter, await calendarOfOrganization(tx))
        const only = counts === undefined ? undefined : counts === 'true'
        const rows = await listEvidence(tx, quarter, indicator, { limit: limit + 1, after, counts: only })
        const { page, nextCursor } = pageOf(rows, limit, (last) => last.number)
        const posts = await sourcedPosts(
          tx,
          page.map((row) => row.postId),
        )
        const named = page.flatMap((row) => [row.accountId, row.otherAccountId])
        const names = await accountNames(tx, [...named, ...[...posts.values()].map((post) => post.authorId)])
        const items = page.map(({ postId, accountId, otherAccountId, acts, ...item }) => {
          const post = postId === null ? undefined : posts.get(postId)
          return {
            ...item,
            post: post === undefined ? null : postBodyOf(post, names),
            account: accountId === null ? null : nameOf(names, accountId),
            otherAccount: otherAccountId === null ? null : nameOf(names, otherAccountId),
            acts: acts.map((act) => ({ ...act, time: act.time.toISOString() })),
          }
        })
        return { items, nextCursor }
      })
    },
  )
}
