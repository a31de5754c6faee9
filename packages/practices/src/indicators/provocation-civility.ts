import { share } from '../estimators/share.ts'
import type { HistoryPost } from '../history.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { oncePerKnowledge } from '../once-per-scope.ts'
import { ownOriginals } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'
import type { Placed } from '../quarter-view.ts'

/**
 * 1 - the share of toxic replies among outsiders' replies, read or judged, made in the quarter, in threads that our provocative
 * originals start. 0 to 1; 1 is civil.
 */
export const provocationCivility: Indicator = {
  id: 'provocation.civility',
  practice: 'provocation',
  asks: 'Is it productive?',
  formula: '1 - toxic replies / outsiders’ read replies in threads that provocative originals start',
  needs: ['own_text', 'inbound_text'],
  kinds: ['reply', 'comment'],
  signals: ['stance', 'question', 'toxic'],
  minimum: 50,
  counts: 'replies',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: provoke in productive ways',
  items(view, labels, scope) {
    const roots = ownOriginals(view, scope).filter((post) => isProvocative(post, labels))
    const provoked = new Set(roots.map(({ conversation }) => conversation))
    return outsidersReplies(view, scope, labels.knows)
      .filter(({ conversation }) => provoked.has(conversation))
      .map((post) =>
        item({
          cluster: view.conversationCluster(post),
          value: labels.has(post, 'toxic') ? 0 : 1,
          post: post.place,
          accounts: [post.author],
        }),
      )
  },
  estimate: share,
}

/** Replies of the quarter by outsiders, where covered, of which it is known whether they are toxic. */
const outsidersReplies = oncePerKnowledge((view, scope, knows): readonly Placed<HistoryPost>[] =>
  view.posts.filter(
    (post) =>
      post.kind === 'reply' &&
      !view.isInside(post.author) &&
      knows(post, ['toxic']) &&
      scope.holds(view.platformOf(post.author), post.time),
  ),
)
