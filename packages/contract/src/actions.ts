import { ACTION_KINDS, ACTION_STATES } from '@weft/model/action'
import { SCORED } from '@weft/model/practice'
import { z } from 'zod'
import { AccountName } from './accounts.ts'
import { PostBody } from './evidence.ts'
import { PageQuery, pageOf } from './paging.ts'
import { IndicatorId, Moment, QuarterText } from './text.ts'

const Decided = z.enum(ACTION_STATES).describe('What people made of it; `open` = nothing yet, or nothing any more.')
const Owner = z.string().trim().min(1).max(200)
const Note = z.string().trim().min(1).max(4000)

/** What somebody decided about an action. */
export const ActionDecisionBody = z
  .object({
    state: Decided,
    owner: z.string().nullable().describe('Who sees to it.'),
    note: z.string().nullable(),
    quarter: QuarterText.describe('In whose list it stood.'),
    setAt: Moment,
    setBy: z.string(),
  })
  .meta({ id: 'ActionDecision' })

/** Something a communications team can do, and what it rests on. */
export const ActionBody = z
  .object({
    id: z.string().describe('The same however often the quarter is scored.'),
    quarter: QuarterText,
    number: z.int(),
    kind: z.enum(ACTION_KINDS),
    practice: z.enum(SCORED),
    indicator: IndicatorId.describe('The indicator that it would move.'),
    reason: z.string(),
    weight: z.number().describe('Larger is more urgent; comparable only within one kind.'),
    accounts: z.array(AccountName).describe('Most important first.'),
    posts: z.array(PostBody),
    state: Decided,
    decision: ActionDecisionBody.nullable().describe(
      'The last one. Being accepted or dismissed lasts into later quarters; what was done and is due again is open again.',
    ),
  })
  .meta({ id: 'Action' })

export const ActionsPage = pageOf(ActionBody).meta({ id: 'ActionsPage' })

export const ActionsQuery = PageQuery.extend({
  quarter: QuarterText.optional().describe('The last scored quarter unless told.'),
  kind: z.enum(ACTION_KINDS).optional(),
  practice: z.enum(SCORED).optional(),
  state: Decided.optional(),
})

export const ActionParams = z.strictObject({
  quarter: QuarterText,
  id: z
    .string()
    .regex(/^[a-z_]{1,40}(-\d{1,19}){1,20}$/)
    .describe('As the list of actions names it.'),
})

/** What somebody decides about an action. */
export const DecideActionBody = z
  .strictObject({
    state: Decided,
    owner: Owner.nullable().default(null).describe('Who sees to it.'),
    note: Note.nullable().default(null),
  })
  .meta({ id: 'DecideAction', examples: [{ state: 'accepted', owner: 'Ines', note: 'Ask her for the autumn issue.' }] })

export const ActionDecisionsBody = z.object({ items: z.array(ActionDecisionBody) }).meta({ id: 'ActionDecisions' })

export const ActionOutcomesQuery = z.strictObject({
  quarter: QuarterText.optional().describe('The quarter to look back from; the last scored one unless told.'),
})

/** What became of the actions of the scored quarter before. */
export const ActionOutcomesBody = z
  .object({
    quarter: QuarterText.nullable().describe('`null` where no quarter was scored.'),
    before: QuarterText.nullable().describe('The scored quarter before; `null` where there is none.'),
    counts: z.object({
      open: z.int(),
      accepted: z.int(),
      done: z.int(),
      dismissed: z.int(),
      stillDue: z.int().describe('Of all of them: those that this quarter lists again.'),
    }),
    items: z.array(
      ActionBody.pick({
        kind: true,
        practice: true,
        indicator: true,
        reason: true,
        state: true,
        decision: true,
      }).extend({
        id: z.string().nullable().describe('`null` where what it was about is not in the data any more.'),
        isStillDue: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ActionOutcomes' })
