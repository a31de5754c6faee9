import {
  CheckBody,
  CheckedPostBody,
  CheckPostBody,
  CheckPostParams,
  CheckPostsPage,
  CheckPostsQuery,
  DrawCheckBody,
} from '@weft/contract/checks'
import { QuarterParams } from '@weft/contract/scores'
import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import type { ReaderQuality } from '@weft/model/signal'
import { accountNames } from '@weft/store/accounts'
import { calendarOfOrganization } from '@weft/store/calendar'
import { type CheckPost, checkPosts } from '@weft/store/checks'
import { askForScores } from '@weft/store/computations'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { sourcedPosts } from '@weft/store/posts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { postBodyOf } from '../named-accounts.ts'
import { NotFound } from '../not-found.ts'
import { organizationQuality } from '../organization-quality.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { drawQuarterCheck, findQuarterCheck, LABELS_SETTLE_SECONDS, saveChecking } from '../quarter-check.ts'

const tags = ['checks']

/** The quarterly check: people say of some of the organization's posts what they carry, so that shares become numbers. */
export const checks: FastifyPluginAsyncZod<{ parts: ApiParts; reader: ReaderQuality }> = async (
  app,
  { parts, reader },
) => {
  app.post(
    '/checks/:quarter',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'drawCheck',
        summary: 'Draw the posts of a quarter’s check, or more of them',
        description:
          'Drawn by what the reader says of posts and by chance, so that a hundred tell most; what was drawn before stays, ' +
          'and posts that came since may be added. Asking for as many again changes nothing.',
        params: QuarterParams,
        body: DrawCheckBody,
        response: { 200: CheckBody, ...problems(400, 401, 403, 404, 409, 413, 415, 429) },
      },
    },
    async (request) => {
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      const { check, drawn } = await withOrganization(parts.database, organizationId, async (tx) => {
        const quarter = await quarterOf(tx, request.params.quarter)
        const drawn = await drawQuarterCheck(tx, organizationId, quarter, { ...request.body, actor })
        return { check: await findQuarterCheck(tx, quarter, await organizationQuality(tx, reader)), drawn }
      })
      // Checked posts weigh otherwise in a larger sample.
      if (drawn > 0 && check.checked > 0) {
        await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
      }
      return check
    },
  )

  app.get(
    '/checks/:quarter',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findCheck',
        summary: 'How far a quarter’s check has come, what it says, and what checking more would buy',
        params: QuarterParams,
        response: { 200: CheckBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      await withOrganization(parts.database, keyOf(request).organizationId, async (tx) =>
        findQuarterCheck(tx, await quarterOf(tx, request.params.quarter), await organizationQuality(tx, reader)),
      ),
  )

  app.get(
    '/checks/:quarter/posts',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'listCheckPosts',
        summary: 'The posts of a quarter’s check, in the order to check them',
        description: 'Without what the reader says of them: who checks judges by themselves.',
        params: QuarterParams,
        querystring: CheckPostsQuery,
        response: { 200: CheckPostsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, unchecked } = request.query
      const after = placeOf(cursor, z.int().min(0))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarter = await quarterOf(tx, request.params.quarter)
        const onlyUnchecked = unchecked === 'true'
        const rows = await checkPosts(tx, quarter, { limit: limit + 1, after, onlyUnchecked })
        // An empty list would say that all is checked.
        if (rows.length === 0 && (await checkPosts(tx, quarter, { limit: 1 })).length === 0) throw noCheck(quarter.name)
        const { page, nextCursor } = pageOf(rows, limit, ({ place }) => place)
        return { items: await bodiesOf(tx, page), nextCursor }
      })
    },
  )

  app.put(
    '/checks/:quarter/posts/:id',
    {
      config: { needs: 'check_posts' },
      schema: {
        tags,
        operationId: 'checkPost',
        summary: 'Say what a drawn post carries',
        description:
          'Of every signal, or that you cannot tell. Saying it again changes nothing; what is said later holds. The ' +
          'quarters are scored anew in the background, once for all that is said within half a minute.',
        params: CheckPostParams,
        body: CheckedPostBody,
        response: { 200: CheckPostBody, ...problems(400, 401, 403, 404, 413, 415, 429) },
      },
    },
    async (request) => {
      const { id } = request.params
      const { labels } = request.body
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      const { body, changed } = await withOrganization(parts.database, organizationId, async (tx) => {
        const quarter = await quarterOf(tx, request.params.quarter)
        const find = async () => (await checkPosts(tx, quarter, { postId: id, limit: 1 }))[0]
        if ((await find()) === undefined) throw new NotFound(`post ${id} in the check of ${quarter.name}`)
        const checked = [{ postId: id, labels: labels ?? ('skipped' as const) }]
        const changed = await saveChecking(tx, organizationId, quarter, { checked, actor })
        const saved = await find()
        const [body] = saved === undefined ? [] : await bodiesOf(tx, [saved])
        return { body, changed }
      })
      if (body === undefined) throw new NotFound(`post ${id}`)
      if (changed > 0) await askForScores(parts, organizationId, { afterSeconds: LABELS_SETTLE_SECONDS })
      return body
    },
  )
}

async function quarterOf(tx: OrganizationTransaction, name: QuarterName) {
  return quarterNamed(name, await calendarOfOrganization(tx))
}

async function bodiesOf(
  tx: OrganizationTransaction,
  page: readonly CheckPost[],
): Promise<z.output<typeof CheckPostBody>[]> {
  const posts = await sourcedPosts(
    tx,
    page.map(({ postId }) => postId),
  )
  const names = await accountNames(
    tx,
    [...posts.values()].map(({ authorId }) => authorId),
  )
  return page.flatMap(({ postId, place, frame, samplingWeight, labels, isSkipped, setAt, setBy }) => {
    const post = posts.get(postId)
    if (post === undefined) return []
    const said = { labels, skipped: isSkipped, setAt: setAt?.toISOString() ?? null, setBy }
    return [{ place, frame, samplingWeight, ...said, post: postBodyOf(post, names) }]
  })
}

function noCheck(quarter: QuarterName): NotFound {
  return new NotFound(`check of ${quarter}`, `POST /v1/checks/${quarter} draws one`)
}
