import type { CheckFrame } from '@weft/model/check-frame'
import type { Signal } from '@weft/model/signal'
import { isCheckedEnough } from './checked-total.ts'
import type { HistoryPost } from './history.ts'
import { oncePerView } from './once-per-scope.ts'
import { withText } from './own-posts.ts'
import type { Placed, QuarterView } from './quarter-view.ts'

/** Posts of a quarter with words, read or not, that its check draws from, and how far it has come. */
export interface FramePosts {
  frame: CheckFrame
  posts: readonly Placed<HistoryPost>[]
  /** How many of them the check had people judge. */
  checked: number
  isEnough: boolean
}

/** What indicators read for in posts that outsiders wrote. */
export const SENT_SIGNALS: readonly Signal[] = ['personal', 'self_promotion', 'toxic']

/** What the quarter's check draws from: what we wrote, and what outsiders wrote to us. O(posts + interactions). */
export const checkFrames = oncePerView((view): Record<CheckFrame, FramePosts> => {
  const framed = (frame: CheckFrame, posts: readonly Placed<HistoryPost>[]): FramePosts => {
    const checked = posts.filter(({ id }) => view.input.checked.has(id)).length
    return { frame, posts, checked, isEnough: isCheckedEnough({ posts: posts.length, checked }) }
  }
  return { own: framed('own', withText(view.ownPosts)), sent_to_us: framed('sent_to_us', sentToUs(view)) }
})

/** Outsiders' own words that answer, name, quote or comment on one of us, or reply in a conversation that we began. */
function sentToUs(view: QuarterView): Placed<HistoryPost>[] {
  const begun = new Set(view.ownPosts.flatMap(({ kind, conversation }) => (kind === 'original' ? [conversation] : [])))
  const isSent = (post: Placed<HistoryPost>) =>
    (post.kind === 'reply' && begun.has(post.conversation)) ||
    view
      .actsOn(post.place)
      .some(({ actor, target, kind }) => actor === post.author && kind !== 'like' && view.isInside(target))
  return withText(view.posts).filter((post) => post.kind !== 'repost' && !view.isInside(post.author) && isSent(post))
}
