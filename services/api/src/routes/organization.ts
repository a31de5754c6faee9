import { CustomerConsentSetting, OrganizationBody } from '@weft/contract/organization'
import { recordAct } from '@weft/store/audit'
import { customerConsent, setCustomerConsent } from '@weft/store/customer-consent'
import { withOrganization } from '@weft/store/database'
import { findOrganization } from '@weft/store/organizations'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { actorOf, keyOf } from '../access.ts'
import { NotFound } from '../not-found.ts'
import type { ApiParts } from '../parts.ts'
import { problems } from '../problem.ts'

const tags = ['organization']

/** The organization whose key it is, and the rules that it sets itself. */
export const organization: FastifyPluginAsyncZod<{ parts: ApiParts }> = async (app, { parts }) => {
  const find = async (organizationId: string): Promise<z.output<typeof OrganizationBody>> => {
    const found = await findOrganization(parts.database, organizationId)
    if (found === undefined) throw new NotFound('this key’s organization')
    const consent = await withOrganization(parts.database, organizationId, customerConsent)
    return { id: found.id, name: found.name, ...found.calendar, customerConsent: consent }
  }

  app.get(
    '/organization',
    {
      config: { needs: 'read' },
      schema: {
        tags,
        operationId: 'findOrganization',
        summary: 'The organization whose key this is',
        response: { 200: OrganizationBody, ...problems(401, 403, 429) },
      },
    },
    async (request) => await find(keyOf(request).organizationId),
  )

  app.put(
    '/organization/customer-consent',
    {
      config: { needs: 'administer' },
      schema: {
        tags,
        operationId: 'setCustomerConsent',
        summary: 'Require or waive consent before an X account is called a customer',
        description: 'Holds for what is set and uploaded from now on. Who switched it, when and why is kept.',
        body: CustomerConsentSetting,
        response: { 200: OrganizationBody, ...problems(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request) => {
      const { organizationId } = keyOf(request)
      const { customerConsent: consent, reason } = request.body
      await withOrganization(parts.database, organizationId, async (tx) => {
        await setCustomerConsent(tx, consent)
        await recordAct(tx, organizationId, {
          actor: actorOf(request),
          act: 'set_customer_consent',
          subject: organizationId,
          detail: { customerConsent: consent, reason },
        })
      })
      return await find(organizationId)
    },
  )
}
