import { Readable } from 'node:stream'
import { RejectsPage, RejectsQuery } from '@weft/contract/uploads'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { columnsOfRejects, rejectTables } from '@weft/store/reject-tables'
import { rejectsOfUpload } from '@weft/store/uploads'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyOf } from '../access.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { rejectsCsv, SeveralTables } from '../rejects-csv.ts'
import { visibleUpload } from '../visible-upload.ts'
import { UploadParams } from './uploads.ts'

/** Sent as it is read, past the serializer. */
const Table = z.custom<Readable>().meta({ type: 'string' })

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
        description:
          'In the order of the file. As JSON page by page; as CSV a whole table at once, to correct and upload again.',
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
      const { limit, cursor, format, file } = request.query
      const within = <Result>(work: (tx: OrganizationTransaction) => Promise<Result>) =>
        withOrganization(parts.database, keyOf(request).organizationId, work)
      await within((tx) => visibleUpload(tx, request, id))
      void reply.header('vary', 'accept')
      if (format === 'csv' || (format === undefined && acceptsCsv(request))) {
        const { table, columns } = await within((tx) => tableOf(tx, id, file))
        const name = `rejects-${id}${file === undefined ? '' : `-${file}`}.csv`
        void reply.header('content-disposition', `attachment; filename="${name}"`)
        const rows = rejectsCsv(columns, (page) => within((tx) => rejectsOfUpload(tx, id, { ...page, table })))
        return await reply.type('text/csv; charset=utf-8').send(Readable.from(rows))
      }
      const after = placeOf(cursor, z.int().min(0)) ?? 0
      const rows = await within((tx) => rejectsOfUpload(tx, id, { after, limit: limit + 1 }))
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? cursorOf(after + limit) : null }
    },
  )
}

/** The table that is asked for, and its columns; without a number the only one. */
async function tableOf(tx: OrganizationTransaction, id: string, number: number | undefined) {
  const tables = await rejectTables(tx, id)
  if (number === undefined && tables.length > 1) throw new SeveralTables(tables)
  const table = tables[(number ?? 1) - 1]
  if (number !== undefined && table === undefined) throw new NotFound(`table ${number} of rejected rows`)
  return { table, columns: table === undefined ? [] : await columnsOfRejects(tx, id, table) }
}

function acceptsCsv(request: FastifyRequest): boolean {
  return /\btext\/csv\b/i.test(request.headers.accept ?? '')
}
