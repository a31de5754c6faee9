import { PARTIES } from '@weft/model/party'
import { PARTY_RULE_KINDS, ruleTerm } from '@weft/model/party-rule'
import { PLATFORMS } from '@weft/model/platform'
import { z } from 'zod'
import { AccountName } from './accounts.ts'
import { Day, Moment, RowId } from './text.ts'

/** A list longer than this is a roster, and better kept as one. */
const TERMS_MAX = 5000

const TERM_CHARACTERS_MAX = 200

/** What a rule knows accounts by, and what it calls them. */
export const PartyRuleBody = z
  .strictObject({
    kind: z
      .enum(PARTY_RULE_KINDS)
      .describe(
        '`handles`: the account’s handle is in the list. `domain`: its website, or the domain in its Mastodon or Bluesky ' +
          'handle, is one of these or below one. `bio_words`: what it says of itself holds one of these words or phrases.',
      ),
    platform: z.enum(PLATFORMS).nullable().default(null).describe('Only accounts of this platform; `null` for all.'),
    terms: z
      .array(
        z
          .string()
          .min(1)
          .max(TERM_CHARACTERS_MAX)
          .regex(/^\P{Cc}*$/u, 'text without control characters'),
      )
      .min(1)
      .max(TERMS_MAX),
    party: z.enum(PARTIES).exclude(['unclassified']),
    validFrom: Day.nullable().default(null),
    validTo: Day.nullable().default(null),
  })
  .superRefine(({ kind, terms }, context) => {
    for (const [place, term] of terms.entries()) {
      if (ruleTerm(kind, term) !== null) continue
      const message = kind === 'domain' ? 'a domain such as museum.example' : 'a word or handle'
      context.addIssue({ code: 'custom', path: ['terms', place], message })
    }
  })
  .refine(({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo, {
    path: ['validTo'],
    message: 'a day that is not before validFrom',
  })
  .meta({
    id: 'PartyRuleSetting',
    examples: [{ kind: 'domain', platform: null, terms: ['museum.example'], party: 'employee' }],
  })

/** A rule as it was set. It labels what is seen later, too, until it is retired. */
export const StoredPartyRule = z
  .object({
    id: RowId,
    kind: z.enum(PARTY_RULE_KINDS),
    platform: z.enum(PLATFORMS).nullable(),
    terms: z.array(z.string()).describe('As they are compared: lower case, without `@`, scheme or path.'),
    party: z.enum(PARTIES),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    createdAt: Moment,
    createdBy: z.string(),
    retiredAt: Moment.nullable().describe('Its labels were then withdrawn.'),
    accounts: z.int().describe('How many accounts it labels now.'),
  })
  .meta({ id: 'PartyRule' })

export const PartyRulesBody = z.object({ items: z.array(StoredPartyRule) }).meta({ id: 'PartyRules' })

export const PartyRulePreview = z
  .object({
    accounts: z.int().describe('How many accounts the rule would label.'),
    first: z.array(AccountName).describe('The first of them, in the order in which they were seen.'),
  })
  .meta({ id: 'PartyRulePreview' })
