import { SCORED } from '@weft/model/practice'
import type { Anchors } from '@weft/model/rubric-change'
import { z } from 'zod'

/** How an indicator's value becomes 0 to 100. */
const AnchorsSchema: z.ZodType<Anchors> = z.discriminatedUnion('scale', [
  z
    .object({ scale: z.literal('linear'), floor: z.number(), target: z.number() })
    .refine(({ floor, target }) => floor < target, 'floor must lie below target'),
  z
    .object({ scale: z.literal('log'), floor: z.number().positive(), target: z.number().positive() })
    .refine(({ floor, target }) => floor < target, 'floor must lie below target'),
  z
    .object({
      scale: z.literal('ideal'),
      floor: z.number(),
      idealFrom: z.number(),
      idealTo: z.number(),
      ceiling: z.number(),
    })
    .refine(
      ({ floor, idealFrom, idealTo, ceiling }) => floor < idealFrom && idealFrom <= idealTo && idealTo < ceiling,
      'floor, idealFrom, idealTo and ceiling must ascend',
    ),
])

const Reason = z.string().trim().min(1, 'a reason in a sentence is needed')

export const RubricIndicatorSchema = z.strictObject({
  /** Weight beside the other indicators of the practice; only their proportions matter. */
  weight: z.number().min(0),
  weightReason: Reason,
  anchors: AnchorsSchema,
  anchorsReason: Reason,
  /** Why this organization leaves it out; `null` where it does not. */
  exempt: Reason.nullable(),
})

export type RubricIndicator = z.infer<typeof RubricIndicatorSchema>

const RubricPracticeSchema = z
  .record(z.string(), RubricIndicatorSchema)
  .refine(
    (indicators) => Object.values(indicators).some(({ weight }) => weight > 0),
    'at least one indicator of a practice needs a weight above 0',
  )

/** A versioned statement of what counts how much, and what is good; each with its reason. */
export const RubricSchema = z.strictObject({
  version: z.string().min(1),
  indicators: z.record(z.enum(SCORED), RubricPracticeSchema),
})

export type Rubric = z.infer<typeof RubricSchema>
