import { z } from 'zod'

const CustomerConsent = z
  .enum(['required', 'waived'])
  .describe(
    'X’s terms ask for express consent before an account is matched to customer records: `required` refuses such labels ' +
      'without it, `waived` leaves that to you.',
  )

export const OrganizationBody = z
  .object({
    id: z.uuid(),
    name: z.string(),
    timeZone: z.string(),
    fiscalYearStartMonth: z.int(),
    customerConsent: CustomerConsent,
  })
  .meta({ id: 'Organization' })

/** Switches the check for X's consent rule. The reason is kept with who did it. */
export const CustomerConsentSetting = z
  .strictObject({ customerConsent: CustomerConsent, reason: z.string().min(10).max(1000) })
  .meta({
    id: 'CustomerConsentSetting',
    examples: [
      { customerConsent: 'waived', reason: 'Consent is collected on our sign-up form, see contract 12/2026.' },
    ],
  })
