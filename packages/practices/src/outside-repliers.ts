import { DAY } from './durations.ts'
import type { HistoryPost } from './history.ts'
import { ownOriginals } from './own-posts.ts'
import type { Placed, QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** An answer that comes later than this is no reaction to the post any more. */
export const ANSWER_WINDOW = 14 * DAY

/** Our originals of the quarter of which it is covered who answered them within 14 days. */
export function answerableOriginals(view: QuarterView, scope: Scope): Placed<HistoryPost>[] {
  return ownOriginals(view, scope).filter(({ author, time }) =>
    scope.holds(view.platformOf(author), time, time + ANSWER_WINDOW),
  )
}

/** Replies of outsiders to this very post, within 14 days. */
export function directAnswers(view: QuarterView, post: Placed<HistoryPost>): Placed<HistoryPost>[] {
  return view
    .childrenOf(post.place)
    .filter(({ kind, author, time }) => kind === 'reply' && !view.isInside(author) && time <= post.time + ANSWER_WINDOW)
}

/** Replies of outsiders anywhere in the conversation, within 14 days of the post that started it. */
export function threadAnswers(view: QuarterView, root: Placed<HistoryPost>): Placed<HistoryPost>[] {
  return view
    .repliesIn(root.conversation)
    .filter(({ author, time }) => !view.isInside(author) && time <= root.time + ANSWER_WINDOW)
}

/** Who replied: accounts of one person count once. */
export function distinctVoices(view: QuarterView, posts: readonly HistoryPost[]): Set<number> {
  return new Set(posts.map(({ author }) => view.voiceOf(author)))
}
