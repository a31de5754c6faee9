import type { Quarter } from '@weft/model/quarter'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { CHECK_SIZE, drawCheck } from '@weft/prevalence/check-sample'
import { type QuarterCheck, quarterCheck } from '@weft/prevalence/quarter-check'
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

/**
 * Draws a quarter's check, or enlarges it; what was drawn stays. Returns how many posts are new.
 *
 * Throws {@link NotFound} where the organization said nothing in the quarter, and {@link PostsUnread}.
 */
export async function drawQuarterCheck(
  tx: OrganizationTransaction,
  organizationId: string,
  quarter: Quarter,
  { size = CHECK_SIZE, actor }: { size?: number | undefined; actor: string },
): Promise<number> {
  const frame = await frameOfQuarter(tx, quarter)
  if (frame.length === 0) throw noPosts(quarter)
  const unread = frame.filter(({ wasRead }) => !wasRead).length
  if (unread > 0) throw new PostsUnread(quarter.name, unread, frame.length)
  const drawn = await saveCheck(tx, organizationId, quarter.name, drawCheck(frame, size, seedOf(quarter)))
  if (drawn > 0) {
    await recordAct(tx, organizationId, { actor, act: 'draw_check', subject: quarter.name, detail: { size, drawn } })
  }
  return drawn
}

/** A quarter's check with what the draw rests on. */
export interface FoundCheck extends QuarterCheck {
  quarter: Quarter['name']
  seed: string
  skipped: number
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
  const posts = frame.map(({ postId, isOriginal, scores }) => {
    const { labels = null, samplingWeight = null } = drawn.get(postId) ?? {}
    return { isOriginal, scores, labels, samplingWeight }
  })
  const seed = seedOf(quarter)
  const skipped = [...drawn.values()].filter(({ isSkipped }) => isSkipped).length
  return { quarter: quarter.name, seed, skipped, ...(await quarterCheck(posts, reader, seed)) }
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
