import { PartyRuleBody, PartyRulePreview, PartyRulesBody, StoredPartyRule } from '@weft/contract/party-rules'
import { RowId } from '@weft/contract/text'
import { basisOfRule, type PartyRule, ruleTerm } from '@weft/model/party-rule'
import { recordAct } from '@weft/store/audit'
import { askForScores } from '@weft/store/computations'
import { customerConsent } from '@weft/store/customer-consent'
import { withOrganization } from '@weft/store/database'
import {
  accountsOfRule,
  applyPartyRules,
  createPartyRule,
  listPartyRules,
  type StoredPartyRule as Rule,
  retirePartyRule,
} from '@weft/store/party-rules'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { assertConsent } from '../customer-consent.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['accounts']

/** Accounts shown of what a rule would label. */
const PREVIEWED = 20

/** Long lists of handles are longer than other settings. */
const RULE_BYTES_MAX = 2 * 1024 * 1024

/** Rules that say what accounts are by what is known of them. */
export const partyRules: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  app.get(
    '/party-rules',
    {
      config: { needs: 'read_accounts' },
      schema: {
        tags,
        operationId: 'listPartyRules',
        summary: 'Rules that label accounts, newest first',
        description: 'Retired ones are listed too: they are the history of what was said.',
        response: { 200: PartyRulesBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const rules = await withOrganization(parts.database, keyOf(request).organizationId, listPartyRules)
      return { items: rules.map(bodyOf) }
    },
  )

  app.post(
    '/party-rules/preview',
    {
      bodyLimit: RULE_BYTES_MAX,
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'previewPartyRule',
        summary: 'What a rule would label, without keeping it',
        body: PartyRuleBody,
        response: { 200: PartyRulePreview, ...problems(400, 401, 403, 413, 415, 422, 429) },
      },
    },
    async (request) => {
      const rule = inComparedForm(request.body)
      return await withOrganization(parts.database, keyOf(request).organizationId, async (tx) => {
        assertRuleConsent(rule, await customerConsent(tx))
        const { count, first } = await accountsOfRule(tx, rule, PREVIEWED)
        return { accounts: count, first }
      })
    },
  )

  app.post(
    '/party-rules',
    {
      bodyLimit: RULE_BYTES_MAX,
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'createPartyRule',
        summary: 'Label accounts by a rule',
        description:
          'Labels what fits now and what is seen later. A roster and a setting by hand beat it, and a newer rule beats an ' +
          'older one. The quarters are scored anew in the background.',
        body: PartyRuleBody,
        response: { 201: StoredPartyRule, ...problems(400, 401, 403, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const rule = inComparedForm(request.body)
      const { organizationId } = keyOf(request)
      const actor = actorOf(request)
      const created = await withOrganization(parts.database, organizationId, async (tx) => {
        assertRuleConsent(rule, await customerConsent(tx))
        const id = await createPartyRule(tx, organizationId, { ...rule, createdBy: actor })
        await applyPartyRules(tx, organizationId)
        const { terms, ...detail } = rule
        await recordAct(tx, organizationId, {
          actor,
          act: 'create_party_rule',
          subject: id,
          detail: { ...detail, terms: terms.length },
        })
        return (await listPartyRules(tx)).find((each) => each.id === id)
      })
      if (created === undefined) throw new Error('a rule was created and is not there')
      await askForScores(parts, organizationId)
      return await reply.code(201).send(bodyOf(created))
    },
  )

  app.delete(
    '/party-rules/:id',
    {
      config: { needs: 'set_party' },
      schema: {
        tags,
        operationId: 'retirePartyRule',
        summary: 'Retire a rule',
        description: 'Its labels are withdrawn; they and the rule stay as history. The quarters are scored anew.',
        params: z.strictObject({ id: RowId }),
        response: { 204: z.null().describe('Retired'), ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { organizationId } = keyOf(request)
      await withOrganization(parts.database, organizationId, async (tx) => {
        if (!(await retirePartyRule(tx, id))) throw new NotFound(`party rule ${id}`)
        await applyPartyRules(tx, organizationId)
        await recordAct(tx, organizationId, {
          actor: actorOf(request),
          act: 'retire_party_rule',
          subject: id,
          detail: null,
        })
      })
      await askForScores(parts, organizationId)
      return await reply.code(204).send(null)
    },
  )
}

function inComparedForm(rule: PartyRule): PartyRule {
  const terms = rule.terms.map((term) => ruleTerm(rule.kind, term)).filter((term) => term !== null)
  return { ...rule, terms: [...new Set(terms)] }
}

/** A rule for X alone that may label nobody is refused; one for all platforms leaves X accounts out. */
function assertRuleConsent({ kind, platform, party }: PartyRule, consent: Awaited<ReturnType<typeof customerConsent>>) {
  if (platform !== null) assertConsent(platform, { party, basis: basisOfRule(kind) }, consent)
}

function bodyOf(rule: Rule): z.output<typeof StoredPartyRule> {
  return {
    ...rule,
    terms: [...rule.terms],
    createdAt: rule.createdAt.toISOString(),
    retiredAt: rule.retiredAt?.toISOString() ?? null,
  }
}
