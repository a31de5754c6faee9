import { SIGNALS } from '@weft/model/signal'
import { z } from 'zod'
import { Moment } from './text.ts'

const Signal = z.enum(SIGNALS)

export const AskForLocalHeadsBody = z
  .strictObject({
    signals: z.array(Signal).min(1).optional().describe('Of which signals; all of them where left out.'),
  })
  .meta({ id: 'LocalHeadsAsking', examples: [{ signals: ['self_promotion'] }] })

export const LocalHeadParams = z.object({ signal: Signal })

const Count = z.int().min(0)

/** What came of learning one signal. */
const LearntBody = z
  .object({
    at: Moment,
    state: z
      .enum(['accepted', 'no_better', 'too_few'])
      .describe('`accepted`: it reads better than what it corrects, on checked posts that it had not seen.'),
    drawn: Count.describe(
      'Checked posts that it was judged on: 50 are needed, five that carry the signal and five that do not.',
    ),
    positives: Count.describe('Of these, how many carry it.'),
    labels: Count.nullable().describe(
      'All labels it learnt from, those that overruled included; `null` where they were too few.',
    ),
    logLossBefore: z.number().nullable().describe('Mean log-loss on the checked posts of the reader as it ships.'),
    logLossAfter: z.number().nullable().describe('The same of the correction, each post by one that had not seen it.'),
  })
  .meta({ id: 'LocalHeadLearnt' })

const ReadSignalBody = z
  .object({
    signal: Signal,
    readBy: z
      .enum(['shipped', 'local'])
      .describe('`local`: by a head that was learnt from what people of this organization said of its posts.'),
    isWaiting: z.boolean().describe('A head was asked for and is still to be learnt.'),
    isOutdated: z
      .boolean()
      .describe('A head was learnt for an earlier reader; ask again, and it is learnt for this one.'),
    learnt: LearntBody.nullable().describe('The last time it was learnt; `null` where never.'),
  })
  .meta({ id: 'ReadSignal' })

export const ReaderBody = z
  .object({
    version: z.string().describe('Of all that reads this organization’s posts.'),
    shippedVersion: z.string().describe('Of the same without its own heads.'),
    signals: z.array(ReadSignalBody),
  })
  .meta({ id: 'Reader' })
