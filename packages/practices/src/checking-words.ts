import type { Interval } from '@weft/model/scores'
import { CHECK_SIZE } from '@weft/prevalence/check-sample'
import type { ByCheck, Indicator } from './indicator.ts'
import { signalsInWords } from './labels.ts'
import type { LeftOpen } from './left-open.ts'
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
export function leftOpenInWords({ signals }: Indicator, { toJudge, needsCheck }: LeftOpen): string {
  const posts = toJudge === 1 ? '1 post' : `${toJudge} posts`
  const judging = toJudge === 0 ? '' : `once people have judged ${posts} that reading leaves open`
  const check = needsCheck ? `once the quarter's check is done` : ''
  const when = judging !== '' && check !== '' ? `${judging}, and ${check}` : `${judging}${check}`
  return `Rests on unchecked reading of ${signalsInWords(signals)}; it becomes a number ${when}.`
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
