import type { HistoryPost } from './history.ts'
import { oncePerScope } from './once-per-scope.ts'
import type { Placed, QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** Our originals, replies and quotes of the quarter, where they are covered. */
export const ownPosts = oncePerScope((view, scope): readonly Placed<HistoryPost>[] =>
  view.ownPosts.filter((post) => scope.holds(view.platformOf(post.author), post.time)),
)

/** What we said of our own accord in the quarter. */
export const ownOriginals = oncePerScope((view, scope): readonly Placed<HistoryPost>[] =>
  ownPosts(view, scope).filter(({ kind }) => kind === 'original'),
)

/** Those with words that people could check, whether or not the reader covers their language. */
export function withText(posts: readonly Placed<HistoryPost>[]): Placed<HistoryPost>[] {
  return posts.filter(({ hasText }) => hasText)
}

/**
 * Originals that were read: a post in a language that the reader does not know is no post without the signal. One that
 * people judged is known all the same, and counts where the quarter's check drew it: chance chose it, nobody's liking.
 */
export function readOriginals(view: QuarterView, scope: Scope): Placed<HistoryPost>[] {
  return ownOriginals(view, scope).filter((post) => isRead(view, post))
}

/** True where a post was read, or the quarter's check had people say what it carries. */
export function isRead({ input: { checked } }: QuarterView, { id, signals }: HistoryPost): boolean {
  return signals !== null || checked.has(id)
}
