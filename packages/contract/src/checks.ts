import { CHECK_FRAMES } from '@weft/model/check-frame'
import { PICKED } from '@weft/model/picked'
import { PLATFORMS } from '@weft/model/platform'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { z } from 'zod'
import { PostBody } from './evidence.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment, QuarterText, RowId } from './text.ts'

/** Nobody checks more; the whole of a quarter's posts is drawn at this. */
const CHECK_SIZE_MAX = 100_000

/** What every request about labels names: each signal once. */
const labelPerSignal = Object.fromEntries(SIGNALS.map((signal) => [signal, z.boolean()])) as Record<
  Signal,
  z.ZodBoolean
>

const Labels = z
  .strictObject(labelPerSignal)
  .meta({ id: 'PostLabels', examples: [Object.fromEntries(SIGNALS.map((signal) => [signal, signal === 'thanks']))] })

export const DrawCheckBody = z
  .strictObject({
    size: z
      .int()
      .min(1)
      .max(CHECK_SIZE_MAX)
      .optional()
      .describe('How many of your own posts are to be drawn in all; 100 unless told, and never more than there are.'),
    sentToUs: z
      .int()
      .min(0)
      .max(CHECK_SIZE_MAX)
      .optional()
      .describe('How many of the posts that others sent to you; 60 unless told.'),
  })
  .meta({ id: 'CheckDrawing', examples: [{ size: 100, sentToUs: 60 }] })

const Share = z.number().min(0).max(1)

const SignalShareBody = z
  .object({
    signal: z.enum(SIGNALS),
    tier: z.enum(['reliable', 'usable', 'weak']).describe('How far the reader is to be trusted with it unchecked.'),
    posts: z.int(),
    covered: z.int().describe('Posts that were read; of the others only people can say something.'),
    checked: z.int(),
    estimator: z
      .enum(['strata', 'ppi', 'wilson', 'unchecked'])
      .describe('How the share is estimated; `unchecked`: not at all, the interval is a range.'),
    share: Share.nullable().describe(
      'Of the posts, 0 to 1; `null` until the state is `enough`, and where it is not told.',
    ),
    interval: z
      .tuple([Share, Share])
      .nullable()
      .describe('90 %; `null` for difficulty, toxic and personal over fewer than 20 posts.'),
    naiveCount: z.int().nullable().describe('Posts that the reader labels. A count, not a share.'),
    buys: z
      .array(z.object({ checked: z.int(), halfWidth: z.number().describe('Of the interval, in points.') }))
      .describe('Now, and once the further posts of `next` are checked.'),
  })
  .meta({ id: 'SignalShare' })

const CheckState = z.enum(['none', 'open', 'enough'])

/** How far a quarter's check has come, and what it says. */
export const CheckBody = z
  .object({
    quarter: QuarterText,
    state: CheckState.describe(
      'Of your own posts. `enough`: at least 50 are checked, 50 originals among them, or all where there are fewer.',
    ),
    seed: z.string().describe('Of the draw: the same seed and posts give the same sample.'),
    posts: z.int().describe('Originals, replies and quotes with text by accounts that are inside in the quarter.'),
    covered: z.int(),
    originals: z.object({ posts: z.int(), checked: z.int() }),
    drawn: z.int(),
    checked: z.int(),
    skipped: z.int().describe('Posts of which people could not tell.'),
    sentToUs: z
      .object({ state: CheckState, posts: z.int(), drawn: z.int(), checked: z.int(), skipped: z.int() })
      .describe(
        'Posts with text by others that answer, name or quote an account that is inside, or reply where one began. What rests on ' +
          'their words too is a number once 50 of them are checked, or all.',
      ),
    signals: z.array(SignalShareBody),
    next: z
      .object({ posts: z.int(), sentence: z.string() })
      .nullable()
      .describe('What checking more posts would buy; `null` where all are checked.'),
  })
  .meta({ id: 'Check' })

/** A post to check. What the reader says of it is not told: who knows it does not judge by themselves. */
export const CheckPostBody = z
  .object({
    place: z.int().describe('1, 2, … in the order to check them.'),
    frame: z.enum(CHECK_FRAMES).describe('What it was drawn from: your own posts, or those sent to you.'),
    samplingWeight: z.number().describe('1 / the probability with which it was drawn.'),
    labels: Labels.nullable().describe('What people said; `null` while nobody did, or they could not tell.'),
    skipped: z.boolean().describe('True where somebody looked and could not tell.'),
    setAt: Moment.nullable(),
    setBy: z.string().nullable(),
    post: PostBody,
  })
  .meta({ id: 'CheckPost' })

export const CheckPostsPage = pageOf(CheckPostBody).meta({ id: 'CheckPostsPage' })

export const CheckPostsQuery = PageQuery.extend({
  unchecked: z.enum(['true', 'false']).optional().describe('`true`: only posts that nobody has looked at.'),
})

/** What a person says of a post: of every signal, or that they cannot tell. */
export const CheckedPostBody = z
  .strictObject({ labels: Labels.optional(), skipped: z.literal(true).optional() })
  .refine(({ labels, skipped }) => (labels === undefined) !== (skipped === undefined), {
    path: ['labels'],
    message: 'either labels, with every signal named, or "skipped": true',
  })
  .meta({ id: 'PostChecking', examples: [{ skipped: true }] })

const REASON_CHARACTERS_MAX = 1_000

export const OverruleBody = z
  .strictObject({
    label: z.boolean(),
    reason: z.string().trim().min(1).max(REASON_CHARACTERS_MAX).optional().describe('Why, for those who come later.'),
  })
  .meta({ id: 'LabelOverruling', examples: [{ label: false, reason: 'It is condolence, not an apology.' }] })

/** What a person once said of a post. */
export const LabelBody = z
  .object({
    id: RowId,
    postId: RowId.nullable().describe('`null` where the post is not in the data now.'),
    platform: z.enum(PLATFORMS),
    platformPostId: z.string(),
    signal: z.enum(SIGNALS),
    label: z.boolean().nullable().describe('`null`: they could not tell, or took back what was said.'),
    picked: z
      .enum(PICKED)
      .describe('`check`: drawn for the quarter’s check. `overruled`: somebody disagreed; never part of a share.'),
    probability: z.number().nullable().describe('Of the label, by the reader as it was then.'),
    reader: z.string().nullable(),
    reason: z.string().nullable(),
    setAt: Moment,
    setBy: z.string(),
    holds: z.boolean().describe('False where something later holds, or the post now says something else.'),
  })
  .meta({ id: 'PostLabel' })

export const LabelsPage = pageOf(LabelBody).meta({ id: 'LabelsPage' })

export const LabelsQuery = PageQuery.extend({
  signal: z.enum(SIGNALS).optional(),
  quarter: QuarterText.optional().describe('Only labels of posts of this quarter.'),
  picked: z.enum(PICKED).optional(),
  holds: z.enum(['true', 'false']).optional(),
})

export const LabelParams = z.strictObject({ id: RowId, signal: z.enum(SIGNALS) })

export const CheckPostParams = z.strictObject({ quarter: QuarterText, id: RowId })
