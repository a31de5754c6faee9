import type { CheckFrame } from '@weft/model/check-frame'
import type { Quarter } from '@weft/model/quarter'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { SENT_SIGNALS } from '@weft/practices/check-frames'
import { CHECK_SIZE, drawCheck, SENT_CHECK_SIZE } from '@weft/prevalence/check-sample'
import { type CheckState, checkState, type QuarterCheck, quarterCheck } from '@weft/prevalence/quarter-check'
import { recordAct } from '@weft/store/audit'
import { checkPosts, frameOfQuarter, saveCheck } from '@weft/store/checks'
import type { OrganizationTransaction } from '@weft/store/database'
import { type SaidOfPost, saveLabels } from '@weft/store/labels'
import { NotFound } from './not-found.ts'

/** A sample is drawn by what the reader says of posts, and it has not looked at all of them. */
export class PostsUnread extends Error {
  override name = 'PostsUnread'
  constructor(quarter: string, unread: number, posts: number) {
    super(
      `${unread} of ${posts} posts of ${quarter} have not been read yet; they are as soon as results are computed: ` +
        'ask again once GET /v1/computation says done',
    )
  }
}

/** How many posts of either kind a check is to hold in all, and who draws it. */
export interface CheckDrawing {
  /** Of the organization's own; {@link CHECK_SIZE} by default. */
  size?: number | undefined
  /** Of those sent to it; {@link SENT_CHECK_SIZE} by default. */
  sentToUs?: number | undefined
  actor: string
}

/**
 * Draws a quarter's check, or enlarges it; what was drawn stays. Returns how many posts are new.
 *
 * Throws {@link NotFound} where the organization said nothing in the quarter, and {@link PostsUnread}.
 */
export async function drawQuarterCheck(
  tx: OrganizationTransaction,
  organizationId: string,
  quarter: Quarter,
  { size = CHECK_SIZE, sentToUs = SENT_CHECK_SIZE, actor }: CheckDrawing,
): Promise<number> {
  const own = await frameOfQuarter(tx, quarter)
  if (own.length === 0) throw noPosts(quarter)
  const sent = await frameOfQuarter(tx, quarter, 'sent_to_us')
  const unread = [...own, ...sent].filter(({ wasRead }) => !wasRead).length
  if (unread > 0) throw new PostsUnread(quarter.name, unread, own.length + sent.length)
  const sample = [...drawCheck(own, size, seedOf(quarter)), ...drawCheck(sent, sentToUs, seedOf(quarter), SENT_SIGNALS)]
  const drawn = await saveCheck(tx, organizationId, quarter.name, sample)
  if (drawn > 0) {
    const detail = { size, sentToUs, drawn }
    await recordAct(tx, organizationId, { actor, act: 'draw_check', subject: quarter.name, detail })
  }
  return drawn
}

/** A quarter's check with what the draw rests on. */
export interface FoundCheck extends QuarterCheck {
  quarter: Quarter['name']
  seed: string
  skipped: number
  /** How far it has come with what was sent to the organization. */
  sentToUs: { state: CheckState; posts: number; drawn: number; checked: number; skipped: number }
}

/**
 * How far a quarter's check has come; `reader` is what is known of the reader of its posts. Throws {@link NotFound} where
 * the organization said nothing in the quarter.
 */
export async function findQuarterCheck(
  tx: OrganizationTransaction,
  quarter: Quarter,
  reader: ReaderQuality,
): Promise<FoundCheck> {
  const frame = await frameOfQuarter(tx, quarter)
  if (frame.length === 0) throw noPosts(quarter)
  const drawn = new Map((await checkPosts(tx, quarter)).map((post) => [post.postId, post]))
  const ofFrame = (wanted: CheckFrame) => [...drawn.values()].filter((post) => post.frame === wanted)
  const skippedOf = (wanted: CheckFrame) => ofFrame(wanted).filter(({ isSkipped }) => isSkipped).length
  const sent = {
    posts: (await frameOfQuarter(tx, quarter, 'sent_to_us')).length,
    drawn: ofFrame('sent_to_us').length,
    checked: ofFrame('sent_to_us').filter(({ labels }) => labels !== null).length,
  }
  const posts = frame.map(({ postId, isOriginal, scores }) => {
    const { labels = null, samplingWeight = null } = drawn.get(postId) ?? {}
    return { isOriginal, scores, labels, samplingWeight }
  })
  const seed = seedOf(quarter)
  return {
    quarter: quarter.name,
    seed,
    skipped: skippedOf('own'),
    ...(await quarterCheck(posts, reader, seed)),
    sentToUs: { state: checkState(sent), ...sent, skipped: skippedOf('sent_to_us') },
  }
}

/** What a person says of a drawn post: of every signal, or that they cannot tell. */
export interface Checking {
  postId: string
  labels: Record<Signal, boolean> | 'skipped'
}

/** Keeps what a person says of drawn posts, all or nothing. Returns of how many posts that says something new. */
export async function saveChecking(
  tx: OrganizationTransaction,
  organizationId: string,
  quarter: Quarter,
  { checked, actor }: { checked: readonly Checking[]; actor: string },
): Promise<number> {
  const said = checked.map(
    ({ postId, labels }): SaidOfPost => ({ postId, labels: labels === 'skipped' ? UNTOLD : labels }),
  )
  const posts = await saveLabels(tx, organizationId, { said, picked: 'check', setBy: actor })
  const [first] = checked
  if (posts > 0) {
    const detail = checked.length === 1 ? { postId: first?.postId } : { posts }
    await recordAct(tx, organizationId, { actor, act: 'check_posts', subject: quarter.name, detail })
  }
  return posts
}

/** Results follow within this, once for all labels of the time: computing after each would keep a machine at nothing else. */
export const LABELS_SETTLE_SECONDS = 30

const UNTOLD: Partial<Record<Signal, null>> = Object.fromEntries(SIGNALS.map((signal) => [signal, null]))

/** Two installations that hold the same posts draw the same check. */
function seedOf({ name }: Quarter): string {
  return name
}

function noPosts({ name }: Quarter): NotFound {
  return new NotFound(
    `post of ours in ${name} to check`,
    'a check needs posts with text by accounts that are owned or employee in the quarter',
  )
}
