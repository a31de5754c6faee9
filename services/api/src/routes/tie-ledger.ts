import { QuarterParams } from '@weft/contract/scores'
import { RowId } from '@weft/contract/text'
import { LedgerAccountsPage, LedgerBody, LedgerQuery, LedgerTiesPage } from '@weft/contract/tie-ledger'
import { type Quarter, type QuarterName, quarterBefore, quarterNamed } from '@weft/model/quarter'
import type { TieLedger } from '@weft/model/tie-ledger'
import { accountNames } from '@weft/store/accounts'
import { calendarOfOrganization } from '@weft/store/calendar'
import { type OrganizationTransaction, withOrganization } from '@weft/store/database'
import { findNetwork, isMeasured } from '@weft/store/network-results'
import { type LedgerQuarters, listLedgerAccounts, listLedgerTies } from '@weft/store/tie-ledger'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isLeader, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { ledgerForLeaders } from '../for-leaders.ts'
import { nameOf } from '../named-accounts.ts'
import { NotFound, noNetwork } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['networks']

/** What became of ties and accounts since the quarter before: how many, and which. */
export const tieLedger: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/networks/:quarter/ledger',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findLedger',
        summary: 'Ties and accounts new, kept, stronger, weaker and lost since the quarter before',
        description:
          'Only what both quarters cover is compared; the rest is unknown. A quarter that is not over seems to have lost ' +
          'what may still come.',
        params: QuarterParams,
        response: { 200: LedgerBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { now, before, computedAt, ledger, reason } = await withOrganization(
        parts.database,
        keyOf(request).organizationId,
        (tx) => ledgerOf(tx, request.params.quarter),
      )
      const told = ledger !== null && isLeader(request) ? ledgerForLeaders(ledger) : ledger
      return { quarter: now.name, previous: before.name, ledger: told, reason, computedAt: computedAt.toISOString() }
    },
  )

  app.get(
    '/networks/:quarter/ledger/ties',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listLedgerTies',
        summary: 'The ties behind the ledger',
        description: 'By source and target.',
        params: QuarterParams,
        querystring: LedgerQuery,
        response: { 200: LedgerTiesPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, change } = request.query
      const after = placeOf(cursor, z.strictObject({ sourceId: RowId, targetId: RowId }))
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarters = await comparedQuarters(tx, request.params.quarter)
        const rows = await listLedgerTies(tx, quarters, { change, limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, ({ sourceId, targetId }) => ({ sourceId, targetId }))
        const names = await accountNames(
          tx,
          page.flatMap((tie) => [tie.sourceId, tie.targetId]),
        )
        const items = page.map(({ sourceId, targetId, ...weights }) => ({
          source: nameOf(names, sourceId),
          target: nameOf(names, targetId),
          ...weights,
        }))
        return { items, nextCursor }
      })
    },
  )

  app.get(
    '/networks/:quarter/ledger/accounts',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listLedgerAccounts',
        summary: 'The accounts behind the ledger',
        description:
          'In the order they were first seen. An account is new where the directions compared show it now and nothing at ' +
          'all showed it in the quarter before; lost the other way round.',
        params: QuarterParams,
        querystring: LedgerQuery,
        response: { 200: LedgerAccountsPage, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, change } = request.query
      const after = placeOf(cursor, RowId)
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        const quarters = await comparedQuarters(tx, request.params.quarter)
        const rows = await listLedgerAccounts(tx, quarters, { change, limit: limit + 1, after })
        const { page, nextCursor } = pageOf(rows, limit, ({ accountId }) => accountId)
        const names = await accountNames(
          tx,
          page.map((row) => row.accountId),
        )
        const items = page.map(({ accountId, ...strengths }) => ({ account: nameOf(names, accountId), ...strengths }))
        return { items, nextCursor }
      })
    },
  )
}

interface StoredLedger {
  now: Quarter
  before: Quarter
  ledger: TieLedger | null
  /** Why there is no ledger; else `null`. */
  reason: string | null
  computedAt: Date
}

/** The quarter's ledger as it was counted with its network. Throws {@link NotFound} where there is no network. */
async function ledgerOf(tx: OrganizationTransaction, quarter: QuarterName): Promise<StoredLedger> {
  const found = await findNetwork(tx, quarter)
  if (found === undefined) throw noNetwork(quarter)
  const calendar = await calendarOfOrganization(tx)
  const now = quarterNamed(quarter, calendar)
  const before = quarterBefore(now, calendar)
  const { ledger } = found.network
  const reason = ledger === null ? await whyNoLedger(tx, now, before) : null
  return { now, before, ledger, reason, computedAt: found.computedAt }
}

async function whyNoLedger(tx: OrganizationTransaction, now: Quarter, before: Quarter): Promise<string> {
  return (await isMeasured(tx, before.name))
    ? `what ${before.name} and ${now.name} cover has no interactions in common: an upload that covers our own ` +
        'acts, or what others did toward us, in both quarters would supply it'
    : `${now.name} is the baseline: ${before.name} has no network to compare it with`
}

/** What the lists compare. An empty list would say that nothing changed: without a ledger there is none. */
async function comparedQuarters(tx: OrganizationTransaction, quarter: QuarterName): Promise<LedgerQuarters> {
  const { now, before, ledger, reason } = await ledgerOf(tx, quarter)
  if (ledger === null) throw new NotFound(`ledger of ${quarter}`, reason ?? undefined)
  return { now, before, directions: ledger.directions, kinds: ledger.kinds }
}
