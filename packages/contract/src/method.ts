import { SIGNALS } from '@weft/model/signal'
import { z } from 'zod'

const Rate = z.number().nullable()

/** How well one signal was measured on a labelled set that the reader was not made from. */
const SignalMeasurement = z.object({
  set: z.string(),
  language: z.string(),
  posts: z.number(),
  positives: z.number(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  auc: z.number(),
})

export const SignalQualityBody = z
  .object({
    tier: z.enum(['reliable', 'usable', 'weak']),
    thresholds: z.object({ strict: z.number(), usual: z.number(), lax: z.number() }),
    truePositiveRate: Rate,
    falsePositiveRate: Rate,
    measured: z.array(SignalMeasurement),
  })
  .meta({ id: 'SignalQuality' })

/** What is known of the reader’s errors. Rates hold where they were measured and do not travel. */
export const ReaderQualityBody = z
  .object({
    version: z.string(),
    languages: z.array(z.string()),
    signals: z.record(z.enum(SIGNALS), SignalQualityBody),
  })
  .meta({ id: 'ReaderQuality' })

export const MethodBody = z.object({ reader: ReaderQualityBody }).meta({ id: 'Method' })
