import {
  MeasuredAccountsPage,
  MeasuredAccountsQuery,
  NetworkBody,
  NetworksBody,
  TiesPage,
  UnclassifiedAccountsPage,
} from '@weft/contract/networks'
import { PageQuery } from '@weft/contract/paging'
import { QuarterParams } from '@weft/contract/scores'
import { RowId } from '@weft/contract/text'
import { quarterNamed } from '@weft/model/quarter'
import { accountNames } from '@weft/store/accounts'
import { calendarOfOrganization } from '@weft/store/calendar'
import { withOrganization } from '@weft/store/database'
import { findNetwork, isMeasured } from '@weft/store/network-results'
import { listNetworks, listTies, measuredAccounts } from '@weft/store/networks'
import { unclassifiedAccounts } from '@weft/store/unclassified-accounts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isLeader, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { networkForLeaders, sizeForLeaders } from '../for-leaders.ts'
import { nameOf } from '../named-accounts.ts'
import { noNetwork } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['networks']

/** A quarter's network: as a whole, account by account, tie by tie. */
export const networks: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/networks',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'listNetworks',
        summary: 'Quarters that have a network, oldest first',
        response: { 200: NetworksBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const rows = await withOrganization(parts.database, keyOf(request).organizationId, (tx) => listNetworks(tx))
      const items = rows.map((row) => ({ ...row, computedAt: row.computedAt.toISOString() }))
      return { items: isLeader(request) ? items.map((item) => ({ ...item, ...sizeForLeaders(item) })) : items }
    },
  )

  app.get(
    '/networks/:quarter',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findNetwork',
        summary: 'A quarter’s network as a whole',
        description: 'Every figure with and without the organization’s own accounts; layers; mixing between parties.',
        params: QuarterParams,
        response: { 200: NetworkBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { quarter } = request.params
      const result = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        findNetwork(tx, quarter),
      )
      if (result === undefined) throw noNetwork(quarter)
      const network = isLeader(request) ? networkForLeaders(result.network) : result.network
      return { ...network, quarter, computedAt: result.computedAt.toISOString() }
    },
  )

  app.get(
    '/networks/:quarter/accounts',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listMeasuredAccounts',
        summary: 'Measures of each account in a quarter',
        params: QuarterParams,
        querystring: MeasuredAccountsQuery,
        response: { 200: MeasuredAccountsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, sort, order, withoutOwned } = request.query
      const after = placeOf(cursor, z.strictObject({ value: z.number().nullable(), accountId: RowId }))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        if (!(await isMeasured(tx, request.params.quarter))) throw noNetwork(request.params.quarter)
        const quarter = quarterNamed(request.params.quarter, await calendarOfOrganization(tx))
        const rows = await measuredAccounts(tx, quarter, { sort, order, withoutOwned, limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, ({ accountId, [sort]: value }) => ({ value, accountId }))
        const names = await accountNames(
          tx,
          page.map((row) => row.accountId),
        )
        const items = page.map(({ accountId, ...measures }) => ({ account: nameOf(names, accountId), ...measures }))
        return { items, nextCursor }
      })
    },
  )

  app.get(
    '/networks/:quarter/ties',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listTies',
        summary: 'Ties of a quarter',
        description: 'By source and target. Acts toward oneself are not ties; follows are not listed here.',
        params: QuarterParams,
        querystring: PageQuery,
        response: { 200: TiesPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = placeOf(cursor, z.strictObject({ sourceId: RowId, targetId: RowId }))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        if (!(await isMeasured(tx, request.params.quarter))) throw noNetwork(request.params.quarter)
        const quarter = quarterNamed(request.params.quarter, await calendarOfOrganization(tx))
        const rows = await listTies(tx, quarter, { limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, ({ sourceId, targetId }) => ({ sourceId, targetId }))
        const names = await accountNames(
          tx,
          page.flatMap((tie) => [tie.sourceId, tie.targetId]),
        )
        const items = page.map(({ sourceId, targetId, first, last, ...tie }) => ({
          source: nameOf(names, sourceId),
          target: nameOf(names, targetId),
          ...tie,
          first: first.toISOString(),
          last: last.toISOString(),
        }))
        return { items, nextCursor }
      })
    },
  )

  app.get(
    '/networks/:quarter/unclassified',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listUnclassifiedAccounts',
        summary: 'Whom to classify first',
        description:
          'Unclassified accounts of the quarter by effect: first those whose label brings most interactions into the ' +
          'cross-party figures.',
        params: QuarterParams,
        querystring: PageQuery,
        response: { 200: UnclassifiedAccountsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const offset = placeOf(cursor, z.int().min(0)) ?? 0
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        if (!(await isMeasured(tx, request.params.quarter))) throw noNetwork(request.params.quarter)
        const quarter = quarterNamed(request.params.quarter, await calendarOfOrganization(tx))
        const rows = await unclassifiedAccounts(tx, quarter, { limit: limit + 1, offset })
        const { page, nextCursor } = pageOf(rows, limit, () => offset + limit)
        return { items: page, nextCursor }
      })
    },
  )
}
