import { LEDGER_CHANGES } from '@weft/model/tie-ledger'
import { z } from 'zod'
import { AccountName } from './accounts.ts'
import { TieLedgerBody } from './networks.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment, QuarterText } from './text.ts'

/** What became of a quarter's network since the quarter before, or why that cannot be said. */
export const LedgerBody = z
  .object({
    quarter: QuarterText,
    previous: QuarterText.describe('The quarter it is compared with.'),
    ledger: TieLedgerBody.nullable().describe('Null is not known: never that nothing changed.'),
    reason: z.string().nullable().describe('Why there is no ledger.'),
    computedAt: Moment,
  })
  .meta({ id: 'Ledger' })

export const LedgerQuery = PageQuery.extend({
  change: z.enum(LEDGER_CHANGES).default('new').describe('Which of them; `new` unless told.'),
})

/** A tie with its interactions in this quarter and in the one before; 0 where it was not there. */
export const LedgerTieBody = z
  .object({ source: AccountName, target: AccountName, weight: z.int(), weightBefore: z.int() })
  .meta({ id: 'LedgerTie' })

export const LedgerTiesPage = pageOf(LedgerTieBody).meta({ id: 'LedgerTiesPage' })

/** An account with the sum of its compared ties, in and out, in this quarter and in the one before. */
export const LedgerAccountBody = z
  .object({ account: AccountName, strength: z.int(), strengthBefore: z.int() })
  .meta({ id: 'LedgerAccount' })

export const LedgerAccountsPage = pageOf(LedgerAccountBody).meta({ id: 'LedgerAccountsPage' })
