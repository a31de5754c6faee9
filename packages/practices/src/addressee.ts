import type { HistoryPost } from './history.ts'
import type { Placed, QuarterView } from './quarter-view.ts'

/** Whom a reply, quote or repost addresses: its parent's author, else whom the act it carries names; `null` unknown. */
export function addresseeOf(view: QuarterView, post: Placed<HistoryPost>): number | null {
  if (post.parent !== null) return view.postAt(post.parent).author
  const act = view
    .actsOn(post.place)
    .find(({ actor, kind }) => actor === post.author && kind !== 'mention' && kind !== 'like')
  return act?.target ?? null
}
