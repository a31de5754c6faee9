import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { ownOriginals } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'

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
    return view.posts.flatMap((post) => {
      if (post.kind !== 'reply' || !provoked.has(post.conversation) || view.isInside(post.author)) return []
      if (!labels.knows(post, ['toxic'])) return []
      if (!scope.holds(view.platformOf(post.author), post.time)) return []
      return [
        item({
          cluster: view.conversationCluster(post),
          value: labels.has(post, 'toxic') ? 0 : 1,
          post: post.place,
          accounts: [post.author],
        }),
      ]
    })
  },
  estimate: share,
}
