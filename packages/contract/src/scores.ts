import { NEEDS } from '@weft/model/need'
import { PRACTICES, SCORED } from '@weft/model/practice'
import { BANDS, INDICATOR_STATES } from '@weft/model/scores'
import { z } from 'zod'
import { Anchors } from './method.ts'
import { QuarterNetworkBody } from './networks.ts'
import { RubricChangeBody } from './rubric.ts'
import { IndicatorId, Moment, QuarterText } from './text.ts'

const Interval = z.tuple([z.number(), z.number()])

/** Exactly what scoring stores of an indicator (`@weft/model/scores`); absent numbers are `null`, never zero. */
export const IndicatorScoreBody = z
  .object({
    state: z.enum(INDICATOR_STATES),
    value: z.number().nullable().describe('In the indicator’s own unit; only when measured.'),
    valueInterval: Interval.nullable(),
    score: z.number().nullable().describe('0 to 100; only when measured.'),
    interval: Interval.nullable().describe('As `valueInterval`, in points.'),
    n: z.number().nullable().describe('Items it rests on; `null` where they are fewer than five and a leader asks.'),
    reason: z
      .string()
      .nullable()
      .describe(
        'Why there is no number, or only a range, and what would change that; of a number which labels by people it rests on.',
      ),
    missing: z.array(z.enum(NEEDS)).describe('When not measurable: what the data does not hold.'),
  })
  .meta({ id: 'IndicatorScore' })

export const PracticeScoreBody = z
  .object({
    state: z.enum(['scored', 'not_enough_evidence']),
    provisional: z.boolean().describe('True: rests on reading that nobody has checked; `interval` is a range.'),
    score: z.number().nullable(),
    interval: Interval.nullable(),
    band: z.enum(BANDS).nullable(),
    change: z
      .object({
        points: z.number().nullable(),
        interval: Interval,
        word: z.enum(['up', 'down', 'no clear change']),
      })
      .nullable()
      .describe('Against the quarter before; `null` in the first, and where that was scored by another method.'),
    evidenceShare: z.number().describe('Share of the practice’s weight that its scored indicators carry, 0 to 1.'),
    reason: z.string().nullable().describe('Without a score: why, and which upload would supply it.'),
    indicators: z.record(z.string(), IndicatorScoreBody),
  })
  .meta({ id: 'PracticeScore' })

const practicesOf = <Body extends z.ZodType>(body: Body) =>
  z.object({ vulnerability: body, mixing: body, provocation: body, promotion: body, tending: body })

/** What a result was computed from and with. The same name means the same bytes. */
export const ResultName = z
  .object({
    inputHash: z.string(),
    method: z.object({
      version: z.int().describe('Of the definitions.'),
      rubric: z.string(),
      rubricChanges: z.array(RubricChangeBody).describe('Every difference of the rubric from the default.'),
      reader: z.string(),
      seed: z.int(),
    }),
    computedAt: Moment,
  })
  .meta({ id: 'ResultName' })

/** One quarter, as `scores.json` holds it. */
export const QuarterScoresBody = z
  .object({
    quarter: QuarterText,
    baseline: z.boolean().describe('True for the first quarter: nothing to compare with.'),
    practices: practicesOf(PracticeScoreBody),
    weave: PracticeScoreBody,
    network: QuarterNetworkBody,
  })
  .meta({ id: 'QuarterScores' })

const MethodChanged = z
  .boolean()
  .describe('True where the quarter before was scored by another method: the trend is broken here.')

export const ScoresBody = QuarterScoresBody.extend({ methodChanged: MethodChanged, result: ResultName }).meta({
  id: 'Scores',
})

const PracticeTrend = PracticeScoreBody.omit({ indicators: true }).meta({ id: 'PracticeTrend' })

/** Every scored quarter, oldest first. */
export const TrendBody = z
  .object({
    items: z.array(
      z.object({
        quarter: QuarterText,
        baseline: z.boolean(),
        methodChanged: MethodChanged,
        practices: practicesOf(PracticeTrend),
        weave: PracticeTrend,
        result: ResultName,
      }),
    ),
  })
  .meta({ id: 'Trend' })

export const PracticeBody = PracticeScoreBody.extend({ quarter: QuarterText, practice: z.enum(SCORED) }).meta({
  id: 'Practice',
})

export const IndicatorBody = IndicatorScoreBody.extend({
  quarter: QuarterText,
  practice: z.enum(SCORED),
  indicator: IndicatorId,
}).meta({ id: 'Indicator' })

/** What is supposed of indicators, by id. */
export const SuppositionBody = z
  .strictObject({
    indicators: z
      .record(
        IndicatorId,
        z.strictObject({
          weight: z.number().min(0).optional().describe('Beside the other indicators of the practice.'),
          anchors: Anchors.optional(),
          exempt: z
            .string()
            .trim()
            .min(1)
            .nullable()
            .optional()
            .describe('Why it is left out; `null` where it is not.'),
        }),
      )
      .describe('What is not named stays as it is.'),
  })
  .meta({ id: 'Supposition', examples: [{ indicators: { 'vulnerability.asking': { weight: 0.5 } } }] })

const WhatIfScore = PracticeScoreBody.omit({ change: true }).meta({ id: 'WhatIfScore' })

/** What a quarter would score; nothing of it is stored. */
export const WhatIfBody = z
  .object({ quarter: QuarterText, practices: practicesOf(WhatIfScore), weave: WhatIfScore })
  .meta({ id: 'WhatIf' })

export const QuarterParams = z.strictObject({ quarter: QuarterText })
export const PracticeParams = QuarterParams.extend({
  practice: z.enum(SCORED).describe(`One of the practices (${PRACTICES.join(', ')}) or the weave.`),
})
export const IndicatorParams = QuarterParams.extend({ indicator: IndicatorId })
