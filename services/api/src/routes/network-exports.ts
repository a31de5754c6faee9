import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { EXPORT_TYPES, ExportParams, ExportQuery } from '@weft/contract/network-exports'
import { PARTIES } from '@weft/model/party'
import { quarterNamed } from '@weft/model/quarter'
import { SUSTAINED_WEEKS_MIN } from '@weft/practices/quarter-ties'
import { recordAct } from '@weft/store/audit'
import { calendarOfOrganization } from '@weft/store/calendar'
import { withOrganization } from '@weft/store/database'
import { layOutNetwork } from '@weft/store/network-export'
import { type NetworkFilters, narrowNetwork } from '@weft/store/network-filters'
import { findNetwork } from '@weft/store/network-results'
import { recordsState } from '@weft/store/records-state'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { isKnown } from '../etag.ts'
import { exportsAtOnce } from '../exports-at-once.ts'
import { isGraphFile, networkGraph } from '../network-graph.ts'
import { networkTable } from '../network-tables.ts'
import { NotFound, noNetwork } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'
import { sentWithin } from '../sent-within.ts'

/** Counts up with every change of what the files look like: callers then fetch them anew. */
const EXPORT_VERSION = 1

/** Sent as it is read, past the serializer. */
const File = z.custom<Readable>().meta({ type: 'string', format: 'binary' })

interface NetworkExportsOptions {
  parts: ApiParts
  graphTiesMax: number | undefined
}

/** A quarter's network as a file, whole or narrowed, under names or pseudonyms. */
export const networkExports: FastifyPluginAsyncZod<NetworkExportsOptions> = async (app, { parts, graphTiesMax }) => {
  const beginExport = exportsAtOnce()

  app.get(
    '/networks/:quarter/exports/:file',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags: ['networks'],
        operationId: 'exportNetwork',
        summary: 'A quarter’s network as a file',
        description:
          'Accounts with their measures by platform, id and handle (under pseudonyms, by these), ties with their counts by ' +
          'source and target in the same order. The same network gives the same bytes. That it was taken is kept in the ' +
          'audit log. Measures are those of the whole network, or of the one without our own accounts, whatever filters ' +
          'leave of it. A graph holds at most 200,000 ties and as many accounts; tables have no limit.',
        params: ExportParams,
        querystring: ExportQuery,
        response: {
          200: {
            description: 'The file',
            content: Object.fromEntries(Object.values(EXPORT_TYPES).map((type) => [mediaType(type), { schema: File }])),
          },
          304: z.undefined().describe('The caller has these bytes: `if-none-match` names them.'),
          ...problems(400, 401, 403, 404, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const { quarter: name, file } = request.params
      const { organizationId } = keyOf(request)
      const { pseudonymised, withoutOwned } = request.query
      const { inputHash, quarter, state } = await withOrganization(parts.database, organizationId, async (tx) => {
        const found = await findNetwork(tx, name)
        if (found === undefined) throw noNetwork(name)
        const calendar = await calendarOfOrganization(tx)
        return { inputHash: found.inputHash, quarter: quarterNamed(name, calendar), state: await recordsState(tx) }
      })
      // Names and ties are read as they are now, so what was loaded or labelled since the network was measured counts.
      const made = [EXPORT_VERSION, organizationId, name, inputHash, state, file, request.query]
      const etag = `"${createHash('sha256').update(JSON.stringify(made)).digest('base64url')}"`
      void reply.header('etag', etag).header('cache-control', 'private, no-cache')
      if (isKnown(request.headers['if-none-match'], etag)) return await reply.code(304).send()

      const endExport = beginExport()
      const stream = await sentWithin(parts.database, organizationId, async (client) => {
        await layOutNetwork(client, quarter, { withoutOwned, pseudonymised })
        if (!(await narrowNetwork(client, filtersOf(request.query)))) {
          throw new NotFound(`account ${request.query.ego} in the network of ${name}`)
        }
        if (isGraphFile(file)) return Readable.from([await networkGraph(client, file, graphTiesMax)])
        return networkTable(client, file, { quarter: name, pseudonymised })
      }).catch((error: unknown) => {
        endExport()
        throw error
      })
      stream.once('close', endExport)
      // Before a byte of it leaves.
      await withOrganization(parts.database, organizationId, (tx) =>
        recordAct(tx, organizationId, {
          actor: actorOf(request),
          act: 'export_network',
          subject: name,
          detail: { file, ...request.query },
        }),
      ).catch((error: unknown) => {
        stream.destroy()
        throw error
      })
      void reply.header(
        'content-disposition',
        `attachment; filename="${name}-${pseudonymised ? 'pseudonymised-' : ''}${file}"`,
      )
      return await reply.type(EXPORT_TYPES[file]).send(stream)
    },
  )
}

function filtersOf({
  parties,
  minWeight,
  sustained,
  mutual,
  ego,
  radius,
}: z.output<typeof ExportQuery>): NetworkFilters {
  const wanted = parties?.split(',')
  return {
    parties: wanted === undefined ? null : PARTIES.filter((party) => wanted.includes(party)),
    weightMin: minWeight ?? null,
    weeksActiveMin: sustained ? SUSTAINED_WEEKS_MIN : null,
    mutual,
    ego: ego === undefined ? null : { accountId: ego, radius: radius ?? 1 },
  }
}

function mediaType(type: string): string {
  return type.split(';')[0] ?? type
}
