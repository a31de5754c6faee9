import { COMPUTATION_STATES, COMPUTATION_STEPS } from '@weft/model/computation'
import { z } from 'zod'
import { Moment, QuarterText } from './text.ts'

/** The computing of all results: networks measured, posts read, practices scored. */
export const ComputationBody = z
  .object({
    state: z
      .enum(['idle', ...COMPUTATION_STATES])
      .describe(
        'idle: nothing was ever asked for. queued: asked for, or waiting for uploads to be loaded. cancelled: ended by ' +
          'somebody; results of before stay, and the next upload or setting asks again.',
      ),
    progress: z
      .object({
        step: z.enum(COMPUTATION_STEPS),
        quarter: QuarterText.nullable(),
        share: z.number().min(0).max(1).describe('Of all that is to do; never goes back.'),
      })
      .nullable(),
    problem: z.string().nullable().describe('Why it failed.'),
    askedAt: Moment.nullable(),
    startedAt: Moment.nullable(),
    finishedAt: Moment.nullable(),
  })
  .meta({ id: 'Computation' })

export const ComputationDecided = z
  .object({ state: z.enum(['queued', 'cancelled', 'cancelling']) })
  .meta({ id: 'ComputationDecided' })
