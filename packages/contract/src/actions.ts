import { ACTION_KINDS } from '@weft/model/action'
import { SCORED } from '@weft/model/practice'
import { z } from 'zod'
import { AccountName } from './accounts.ts'
import { PostBody } from './evidence.ts'
import { PageQuery, pageOf } from './paging.ts'
import { IndicatorId, QuarterText } from './text.ts'

/** Something a communications team can do, and what it rests on. */
export const ActionBody = z
  .object({
    quarter: QuarterText,
    number: z.int(),
    kind: z.enum(ACTION_KINDS),
    practice: z.enum(SCORED),
    indicator: IndicatorId.describe('The indicator that it would move.'),
    reason: z.string(),
    weight: z.number().describe('Larger is more urgent; comparable only within one kind.'),
    accounts: z.array(AccountName).describe('Most important first.'),
    posts: z.array(PostBody),
  })
  .meta({ id: 'Action' })

export const ActionsPage = pageOf(ActionBody).meta({ id: 'ActionsPage' })

export const ActionsQuery = PageQuery.extend({
  quarter: QuarterText.optional().describe('The last scored quarter unless told.'),
})
