import { ScorecardBody, ScorecardsBody } from '@weft/contract/scorecards'
import { QuarterParams } from '@weft/contract/scores'
import { withOrganization } from '@weft/store/database'
import { listScorecards, newestScorecard, type ScorecardListed } from '@weft/store/scorecards'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import { isKnown } from '../etag.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['scorecards']

/** Sent as it is, past the serializer. */
const Pdf = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })

/** The scorecards: which there are, and their PDFs. */
export const scorecards: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  const scorecardOf = async (organizationId: string, quarter: string): Promise<ScorecardListed> => {
    const scorecard = await withOrganization(parts.database, organizationId, (tx) => newestScorecard(tx, quarter))
    if (scorecard === undefined) {
      throw new NotFound(`scorecard for ${quarter}`, 'GET /v1/scorecards lists the scorecards there are')
    }
    return scorecard
  }

  app.get(
    '/scorecards',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'listScorecards',
        summary: 'The newest scorecard of every quarter, oldest quarter first',
        response: { 200: ScorecardsBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const rows = await withOrganization(parts.database, keyOf(request).organizationId, (tx) => listScorecards(tx))
      return { items: rows.map(bodyOf) }
    },
  )

  app.get(
    '/scorecards/:quarter',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findScorecard',
        summary: 'What there is to know of a quarter’s scorecard',
        params: QuarterParams,
        response: { 200: ScorecardBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => bodyOf(await scorecardOf(keyOf(request).organizationId, request.params.quarter)),
  )

  app.get(
    '/scorecards/:quarter/pdf',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'readScorecard',
        summary: 'A quarter’s scorecard as PDF',
        params: QuarterParams,
        response: {
          200: {
            description: 'The newest version, tagged PDF/UA-1',
            content: { 'application/pdf': { schema: Pdf } },
          },
          304: z.undefined().describe('The caller has these bytes: `if-none-match` names them.'),
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const { quarter, version, sha256, fileKey } = await scorecardOf(
        keyOf(request).organizationId,
        request.params.quarter,
      )
      const etag = `"${sha256}"`
      void reply.header('etag', etag).header('cache-control', 'private, no-cache')
      if (isKnown(request.headers['if-none-match'], etag)) return await reply.code(304).send()
      // Read whole: a page or two, and a file that is not there is then an error and not half an answer.
      const pdf = Buffer.concat(await collected(parts.files.open(fileKey)))
      void reply.header('content-disposition', `inline; filename="scorecard-${quarter}-${version}.pdf"`)
      return await reply.type('application/pdf').send(pdf)
    },
  )
}

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return chunks
}

function bodyOf(scorecard: ScorecardListed): z.output<typeof ScorecardBody> {
  const { quarter, version, state, inputHash, sha256, bytes, createdAt } = scorecard
  const pdf = `/v1/scorecards/${quarter}/pdf`
  return { quarter, version, state, inputHash, sha256, bytes, createdAt: createdAt.toISOString(), pdf }
}
