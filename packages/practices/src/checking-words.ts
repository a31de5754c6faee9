import type { CheckFrame } from '@weft/model/check-frame'
import type { Interval } from '@weft/model/scores'
import { CHECK_SIZE, CHECKED_MIN } from '@weft/prevalence/check-sample'
import type { FramePosts } from './check-frames.ts'
import type { ByCheck, Indicator } from './indicator.ts'
import { signalsInWords } from './labels.ts'
import type { LeftOpen } from './left-open.ts'
import { listInWords } from './list-in-words.ts'
import { ownPosts } from './own-posts.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** "100 of 412 own originals checked by people; estimator: strata": what a value by the check rests on. */
export function checkInWords(indicator: Indicator, { posts, checked, estimator }: ByCheck): string | null {
  if (posts === 0) return null
  const what = `own ${postsInWords(indicator)}`
  if (checked === posts) return `All ${posts} ${what} judged by people.`
  return `${checked} of ${posts} ${what} checked by people; estimator: ${estimator}.`
}

/** What a value rests on that people's labels leave nothing open of. */
export function judgedInWords({ signals }: Indicator, { judged }: LeftOpen): string {
  if (judged === 0) return 'No post had to be read for it.'
  return `${judged} ${judged === 1 ? 'post' : 'posts'} judged by people for ${signalsInWords(signals)}.`
}

/** What a value rests on that takes posts nobody judged for what checked posts that read alike are. */
export function imputedInWords({ signals }: Indicator, frames: readonly FramePosts[]): string {
  const checked = frames.map(({ frame, posts, checked }) => `${checked} of ${posts.length} ${WHOSE[frame]}`)
  const others = `the others taken to carry ${signalsInWords(signals)} as often as checked ones that read alike`
  return `${listInWords(checked)} checked by people, ${others}; estimator: imputation.`
}

const WHOSE: Record<CheckFrame, string> = { own: 'own posts', sent_to_us: 'posts sent to us' }

/** Why there is no value though the check is done, and what would make one. */
export function checkTooSmallInWords({ counts }: Indicator, { toJudge }: LeftOpen): string {
  return `The quarter's check holds too few ${counts}: a larger check would tell, or people judging the ${postsLeft(toJudge)}.`
}

function postsLeft(toJudge: number): string {
  return `${toJudge} ${toJudge === 1 ? 'post' : 'posts'} that reading leaves open`
}

/** Why a share is a range, how wide that is, and what checking the rest of a whole check would make of it. */
export function uncheckedShareInWords(indicator: Indicator, byCheck: ByCheck, [low, high]: Interval): string {
  const { posts, checked, halfWidthAfter } = byCheck
  const what = postsInWords(indicator)
  const goal = checked < CHECK_SIZE ? CHECK_SIZE : checked + CHECK_SIZE
  const further = Math.min(goal, posts) - checked
  // Not wider than now: a plan without a checked post supposes the widest share, one half.
  const points = Math.max(1, Math.round(Math.min(halfWidthAfter?.(further) ?? 0, 50 * (high - low))))
  const within = halfWidthAfter === undefined ? '' : ` within about ±${points} ${points === 1 ? 'point' : 'points'}`
  const range = `${Math.round(100 * low)} to ${Math.round(100 * high)} %`
  const soFar = checked === 0 ? '' : `, and on ${checked} of ${posts} own ${what} that people checked`
  const more = checked === 0 ? `${further} of your ${what}` : `${further} more`
  return `Rests on unchecked reading of ${signalsInWords(indicator.signals)} (${range})${soFar}; ${more} checked by people would make it a number${within}.`
}

/** Why another value is a range, and what people have to judge before it is a number. */
export function leftOpenInWords({ signals }: Indicator, { toJudge, needsCheck, frames }: LeftOpen): string {
  const lacking = frames
    .filter(({ isEnough }) => !isEnough)
    .map(({ frame, posts, checked }) => `${Math.min(CHECKED_MIN, posts.length)} ${WHOSE[frame]} (${checked} so far)`)
  const judging = needsCheck ? '' : `, or people have judged the ${postsLeft(toJudge)}`
  const check = `once the quarter's check holds ${listInWords(lacking)}${judging}`
  return `Rests on unchecked reading of ${signalsInWords(signals)}; it becomes a number ${check}.`
}

/** " 32 of 40 own originals could be read." where it is not all of them, else nothing. */
export function readInWords(indicator: Indicator, view: QuarterView, scope: Scope): string {
  if (!indicator.needs.includes('own_text')) return ''
  const posts = ownPosts(view, scope).filter(({ kind }) => !indicator.isShareOfPosts || kind === 'original')
  const read = posts.filter(({ signals }) => signals !== null).length
  return read === posts.length ? '' : ` ${read} of ${posts.length} own ${postsInWords(indicator)} could be read.`
}

/** What an insufficient share could still be had from: posts that the reader does not cover and people could check. */
export function checkableInWords({ minimum }: Indicator, n: number, posts: number): string {
  return posts >= minimum && posts > n ? `; ${posts - n} more were not read, and people can check them` : ''
}

function postsInWords({ isShareOfPosts }: Indicator): string {
  return isShareOfPosts ? 'originals' : 'posts'
}
