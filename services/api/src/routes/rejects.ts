import { Readable } from 'node:stream'
import { RejectsPage, RejectsQuery } from '@weft/contract/uploads'
import { withOrganization } from '@weft/store/database'
import { type Reject, rejectsOfUpload } from '@weft/store/uploads'
import { stringify } from 'csv-stringify/sync'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { visibleUpload } from '../visible-upload.ts'
import { UploadParams } from './uploads.ts'

/** Sent as it is read, past the serializer. */
const Table = z.custom<Readable>().meta({ type: 'string' })

/** Rows read at a time while the whole table is sent. */
const TABLE_ROWS = 1000

/** Rows of an upload that could not be used: what is wrong with each, and what to change. */
export const rejects: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/uploads/:id/rejects',
    {
      config: { needs: 'read_uploads' },
      schema: {
        tags: ['uploads'],
        operationId: 'listRejects',
        summary: 'Rows that could not be used',
        description: 'In the order of the file. As JSON page by page, as CSV the whole table at once.',
        params: UploadParams,
        querystring: RejectsQuery,
        response: {
          200: {
            description: 'Rejected rows',
            content: { 'application/json': { schema: RejectsPage }, 'text/csv': { schema: Table } },
          },
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { limit, cursor, format } = request.query
      await withOrganization(parts.database, keyOf(request).organizationId, (tx) => visibleUpload(tx, request, id))
      void reply.header('vary', 'accept')
      const read = (after: number, rows: number): Promise<Reject[]> =>
        withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
          rejectsOfUpload(tx, id, { after, limit: rows }),
        )
      if (format === 'csv' || (format === undefined && acceptsCsv(request))) {
        void reply.header('content-disposition', `attachment; filename="rejects-${id}.csv"`)
        return await reply.type('text/csv; charset=utf-8').send(Readable.from(table(read)))
      }
      const after = placeOf(cursor, z.int().min(0)) ?? 0
      const rows = await read(after, limit + 1)
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? cursorOf(after + limit) : null }
    },
  )
}

function acceptsCsv(request: FastifyRequest): boolean {
  return /\btext\/csv\b/i.test(request.headers.accept ?? '')
}

async function* table(read: (after: number, rows: number) => Promise<Reject[]>): AsyncGenerator<string> {
  yield stringify([['file', 'row', 'column', 'value', 'problem', 'fix']])
  for (let after = 0; ; after += TABLE_ROWS) {
    const rows = await read(after, TABLE_ROWS)
    yield stringify(
      rows.map(({ file, row, column, value, problem, fix }) => [file, row, column, value, problem, fix]),
      {
        cast: { string: spreadsheetSafe },
      },
    )
    if (rows.length < TABLE_ROWS) return
  }
}

/** A text that a spreadsheet would run as a formula is kept from it by a leading apostrophe. */
function spreadsheetSafe(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
