import type { HistoryPost } from './history.ts'
import type { Placed, QuarterView } from './quarter-view.ts'

/** True where one of us replied to a post, liked, quoted or passed it on within a time of it. */
export function isFollowedUp(view: QuarterView, post: Placed<HistoryPost>, within: number): boolean {
  const isOursInTime = (account: number, time: number) => view.isInside(account) && time <= post.time + within
  return (
    view.childrenOf(post.place).some(({ author, time }) => isOursInTime(author, time)) ||
    view.actsOn(post.place).some(({ actor, kind, time }) => kind === 'like' && isOursInTime(actor, time))
  )
}
