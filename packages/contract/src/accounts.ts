import { BASES, PARTIES } from '@weft/model/party'
import { PLATFORMS } from '@weft/model/platform'
import { z } from 'zod'
import { PageQuery, pageOf } from './paging.ts'
import { Day, Moment, RowId, SearchText } from './text.ts'

/** An account by its names: what is needed to recognise it in a list. */
export const AccountName = z
  .object({
    id: RowId,
    platform: z.enum(PLATFORMS),
    platformId: z.string().nullable().describe('The platform’s stable id, as text.'),
    handle: z.string().nullable(),
    displayName: z.string().nullable(),
  })
  .meta({ id: 'AccountName' })

/** Where a row came from. */
export const RowSource = z
  .object({
    uploadId: z.uuid(),
    upload: z.string().describe('The uploaded file’s name.'),
    file: z.string().describe('Path of the file within the upload.'),
    row: z.int().describe('Row of that file, counted from 1.'),
  })
  .meta({ id: 'RowSource' })

const SetBy = z.enum(['hand', 'roster', 'rule'])

/** What an account was said to be. Labels are never overwritten; a hand setting beats a roster, a roster a rule. */
export const PartyLabel = z
  .object({
    id: RowId,
    party: z.enum(PARTIES),
    basis: z.enum(BASES),
    setBy: SetBy,
    person: z.string().nullable(),
    department: z.string().nullable(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    setAt: Moment,
    withdrawnAt: Moment.nullable().describe('When it was taken back; from then on it is history only.'),
    ruleId: RowId.nullable().describe('The rule that set it; `null` for labels of other origin.'),
    source: RowSource.nullable().describe('The roster’s row; `null` for labels set by hand.'),
  })
  .meta({ id: 'PartyLabel' })

/** An account in a list, with what it is to the organization today. */
export const AccountSummary = AccountName.extend({
  party: z.enum(PARTIES).describe('The label in force today; `unclassified` where nothing was said.'),
  setBy: SetBy.nullable(),
}).meta({ id: 'AccountSummary' })

export const AccountBody = AccountSummary.extend({
  description: z.string().nullable(),
  exporter: z.boolean().describe('True where an upload is this account’s own export.'),
  firstUploadId: z.uuid().nullable(),
  labels: z.array(PartyLabel).describe('Every label it was ever given, newest first.'),
}).meta({ id: 'Account' })

export const AccountsQuery = PageQuery.extend({
  platform: z.enum(PLATFORMS).optional(),
  party: z.enum(PARTIES).optional().describe('By the label in force today.'),
  q: SearchText.optional().describe('How the handle begins, whatever the case.'),
})

export const AccountsPage = pageOf(AccountSummary).meta({ id: 'AccountsPage' })

/** Says what an account is. A `customer` on X needs the basis `consented` or `self_described`. */
export const PartyBody = z
  .strictObject({
    party: z.enum(PARTIES),
    basis: z.enum(BASES).exclude(['rule']),
    validFrom: Day.nullable().default(null),
    validTo: Day.nullable().default(null),
  })
  .refine(({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo, {
    path: ['validTo'],
    message: 'a day that is not before validFrom',
  })
  .meta({ id: 'PartySetting', examples: [{ party: 'partner', basis: 'manual', validFrom: '2026-07-01' }] })
