import {
  AccountBody,
  AccountsPage,
  AccountsQuery,
  PartyBody,
  type PartyLabel as PartyLabelBody,
} from '@weft/contract/accounts'
import { RowId } from '@weft/contract/text'
import { type Account, findAccount, listAccounts, type PartyLabel } from '@weft/store/accounts'
import { recordAct } from '@weft/store/audit'
import { askForScores } from '@weft/store/computations'
import { customerConsent } from '@weft/store/customer-consent'
import { withOrganization } from '@weft/store/database'
import { labelByHand, withdrawHandLabel } from '@weft/store/parties'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { pageOf, placeOf } from '../cursor.ts'
import { assertConsent } from '../customer-consent.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['accounts']
const AccountParams = z.strictObject({ id: RowId })
const LabelParams = z.strictObject({ id: RowId, labelId: RowId })

/** Who is in the data, and what each is to the organization. */
export const accounts: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  const today = (): string => parts.now().toISOString().slice(0, 10)

  app.get(
    '/accounts',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listAccounts',
        summary: 'Accounts, in the order they were first seen',
        querystring: AccountsQuery,
        response: { 200: AccountsPage, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { limit, cursor, platform, party, q } = request.query
      const after = placeOf(cursor, RowId)
      const rows = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        listAccounts(tx, { platform, party, handlePrefix: q }, { day: today(), limit: limit + 1, after }),
      )
      const { page, nextCursor } = pageOf(rows, limit, (last) => last.id)
      return { items: page, nextCursor }
    },
  )

  app.get(
    '/accounts/:id',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'findAccount',
        summary: 'An account with every label it was given',
        params: AccountParams,
        response: { 200: AccountBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { id } = request.params
      const account = await withOrganization(parts.database, keyOf(request).organizationId, (tx) =>
        findAccount(tx, id, today()),
      )
      if (account === undefined) throw new NotFound(`account ${id}`)
      return bodyOf(account)
    },
  )

  app.put(
    '/accounts/:id/party',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'setParty',
        summary: 'Say what an account is to the organization',
        description:
          'A setting by hand beats a roster, and a roster a rule. Earlier labels stay as history. The quarters are ' +
          'scored anew in the background.',
        params: AccountParams,
        body: PartyBody,
        response: { 200: AccountBody, ...problems(400, 401, 403, 404, 413, 415, 422, 429) },
      },
    },
    async (request) => {
      const { id } = request.params
      const { party, basis, validFrom, validTo } = request.body
      const { organizationId } = keyOf(request)
      const labelled = await withOrganization(parts.database, organizationId, async (tx) => {
        const account = await findAccount(tx, id, today())
        if (account === undefined) throw new NotFound(`account ${id}`)
        assertConsent(account.platform, { party, basis }, await customerConsent(tx))
        await labelByHand(tx, organizationId, { accountId: id, party, basis, validFrom, validTo })
        const detail = { party, basis, validFrom, validTo }
        await recordAct(tx, organizationId, { actor: actorOf(request), act: 'set_party', subject: id, detail })
        return await findAccount(tx, id, today())
      })
      if (labelled === undefined) throw new NotFound(`account ${id}`)
      await askForScores(parts, organizationId)
      return bodyOf(labelled)
    },
  )

  app.delete(
    '/accounts/:id/labels/:labelId',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'withdrawLabel',
        summary: 'Take a setting by hand back',
        description:
          'What was said before it holds again; the label stays as history. A roster’s labels go with its upload, a rule’s ' +
          'with the rule.',
        params: LabelParams,
        response: { 200: AccountBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { id, labelId } = request.params
      const { organizationId } = keyOf(request)
      const account = await withOrganization(parts.database, organizationId, async (tx) => {
        if (!(await withdrawHandLabel(tx, id, labelId))) throw new NotFound(`label ${labelId} of account ${id}`)
        const detail = { labelId }
        await recordAct(tx, organizationId, { actor: actorOf(request), act: 'withdraw_label', subject: id, detail })
        return await findAccount(tx, id, today())
      })
      if (account === undefined) throw new NotFound(`account ${id}`)
      await askForScores(parts, organizationId)
      return bodyOf(account)
    },
  )
}

function bodyOf(account: Account): z.output<typeof AccountBody> {
  return { ...account, labels: account.labels.map(labelBodyOf) }
}

function labelBodyOf(label: PartyLabel): z.output<typeof PartyLabelBody> {
  return { ...label, setAt: label.setAt.toISOString(), withdrawnAt: label.withdrawnAt?.toISOString() ?? null }
}
