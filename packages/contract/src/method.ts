import { SCORED } from '@weft/model/practice'
import { SIGNALS } from '@weft/model/signal'
import { z } from 'zod'
import { IndicatorId } from './text.ts'

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
  macroF1: z.number().describe('Mean of the F1 of posts with the signal and of those without.'),
  auc: z.number().describe('How often a post with the signal scores above one without; 0.5 is chance.'),
  calibrationError: z.number().describe('Mean distance of probabilities from the shares they stand for.'),
})

export const SignalQualityBody = z
  .object({
    tier: z.enum(['reliable', 'usable', 'weak']),
    confusions: z.string().describe('What it is known to be taken for, and to miss.'),
    thresholds: z.object({ strict: z.number(), usual: z.number(), lax: z.number() }),
    truePositiveRate: Rate,
    falsePositiveRate: Rate,
    measured: z.array(SignalMeasurement),
  })
  .meta({ id: 'SignalQuality' })

/** How well the language of posts is told, on posts in one language that is known. */
export const LanguageMeasurementBody = z
  .object({
    set: z.string(),
    language: z.string().describe('The language the posts are in, ISO 639-1.'),
    posts: z.number(),
    right: z.number().describe('Share told right, by the best guess where it is undetermined.'),
    rightOfShort: Rate.describe(
      'The same of posts under 60 characters, links, handles and tags left out; `null` where there are none.',
    ),
    undetermined: z.number().describe('Share that is too short or too mixed to be sure of.'),
    rightOfDetermined: Rate.describe('Share told right of those that are not undetermined; `null` where all are.'),
  })
  .meta({ id: 'LanguageMeasurement' })

/** What is known of the reader’s errors. Rates hold where they were measured and do not travel. */
export const ReaderQualityBody = z
  .object({
    version: z.string(),
    languages: z.array(z.string()),
    signals: z.record(z.enum(SIGNALS), SignalQualityBody),
  })
  .meta({ id: 'ReaderQuality' })

export const IndicatorMethodBody = z
  .object({
    id: IndicatorId,
    practice: z.enum(SCORED),
    asks: z.string().describe('The question in plain words.'),
    formula: z.string(),
    needs: z.array(z.string()).describe('What the data must cover; without it the indicator is not measurable.'),
    signals: z.array(z.enum(SIGNALS)).describe('What posts are read for; with any, it is provisional until checked.'),
    minimum: z.int().describe('Fewer items than this and it is insufficient.'),
    counts: z.string().describe('What the items are.'),
    unit: z.string(),
    source: z.string(),
  })
  .meta({ id: 'IndicatorMethod' })

/** How a value becomes 0 to 100. */
export const Anchors = z.union([
  z.object({ scale: z.enum(['linear', 'log']), floor: z.number(), target: z.number() }),
  z.object({
    scale: z.literal('ideal'),
    floor: z.number(),
    idealFrom: z.number(),
    idealTo: z.number(),
    ceiling: z.number(),
  }),
])

export const RubricBody = z
  .object({
    version: z.string(),
    indicators: z.record(
      z.enum(SCORED),
      z.record(
        z.string(),
        z.object({
          weight: z.number(),
          weightReason: z.string(),
          anchors: Anchors,
          anchorsReason: z.string(),
          exempt: z.string().nullable().describe('Why it is left out; `null` where it is not.'),
        }),
      ),
    ),
  })
  .meta({ id: 'Rubric' })

/** A measure of accounts or a figure of networks, in words for whoever reads it. */
export const MeasureMethodBody = z
  .object({
    name: z.string().describe('As in the answers of /v1/networks.'),
    of: z.enum(['account', 'network']),
    what: z.string(),
    why: z.string(),
    notGoodFor: z.string(),
  })
  .meta({ id: 'MeasureMethod' })

export const MethodBody = z
  .object({
    measures: z.array(MeasureMethodBody),
    indicators: z.array(IndicatorMethodBody),
    rubric: RubricBody.describe('What counts how much, and what is good, each with its reason.'),
    signals: z
      .array(z.object({ signal: z.enum(SIGNALS), question: z.string() }))
      .describe('What people are asked of a post, yes or no, in the quarterly check.'),
    reader: ReaderQualityBody,
    languages: z
      .array(LanguageMeasurementBody)
      .describe('How well the language of a post is told, which decides whether it is read. Empty where not measured.'),
  })
  .meta({ id: 'Method' })
