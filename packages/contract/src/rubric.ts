import { z } from 'zod'
import { Anchors, RubricBody } from './method.ts'
import { PageQuery, pageOf } from './paging.ts'
import { IndicatorId, Moment } from './text.ts'

const Reason = z.string().trim().min(1).max(2000)

/** How an organization tailors the rubric, by indicator. A new weight or new anchors come with their own reason. */
export const Tailoring = z
  .record(
    IndicatorId,
    z.strictObject({
      weight: z.number().min(0).optional().describe('Beside the other indicators of the practice.'),
      weightReason: Reason.optional(),
      anchors: Anchors.optional(),
      anchorsReason: Reason.optional(),
      exempt: Reason.nullable().optional().describe('Why it is left out; the scorecard prints it.'),
    }),
  )
  .describe('What is not named stays as in the default rubric.')

/** The whole of what differs from the default; it replaces what was set before. */
export const TailorRubricBody = z.strictObject({ indicators: Tailoring }).meta({
  id: 'TailorRubric',
  examples: [
    { indicators: { 'mixing.personal_share': { exempt: 'The civil service code keeps staff out of view.' } } },
  ],
})

const Value = z.union([z.number(), z.string(), Anchors]).nullable()

/** One difference from the default rubric. */
export const RubricChangeBody = z
  .object({
    indicator: IndicatorId,
    what: z.enum(['weight', 'anchors', 'exempt']),
    from: Value,
    to: Value,
    reason: z.string().nullable(),
  })
  .meta({ id: 'RubricChange' })

export const RubricVersionBody = z
  .object({
    version: z.int().describe('1 is the first.'),
    setAt: Moment,
    setBy: z.string(),
    indicators: Tailoring.describe('Empty where the organization went back to the default.'),
  })
  .meta({ id: 'RubricVersion' })

export const RubricVersionsPage = pageOf(RubricVersionBody).meta({ id: 'RubricVersionsPage' })

export const RubricVersionsQuery = PageQuery

/** The rubric that an organization is scored by. */
export const RubricInForceBody = z
  .object({
    rubric: RubricBody,
    changes: z.array(RubricChangeBody).describe('Every difference from the default rubric.'),
    inForce: RubricVersionBody.nullable().describe('`null` where nobody ever tailored it.'),
  })
  .meta({ id: 'RubricInForce' })
