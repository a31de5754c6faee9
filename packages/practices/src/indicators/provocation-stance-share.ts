import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { readOriginals } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'

/** Share of our originals that take a stance or leave a question open, of those read until checked. 0 to 1, ideal range. */
export const provocationStanceShare: Indicator = {
  id: 'provocation.stance_share',
  practice: 'provocation',
  asks: 'Do we say what one could disagree with?',
  formula:
    'own originals with a stance or an open question / own originals, unchecked those that were read (ideal range)',
  needs: ['own_text'],
  signals: ['stance', 'question'],
  isShareOfPosts: true,
  minimum: 30,
  counts: 'posts',
  unit: 'share',
  source: 'method.md §4',
  items: (view, labels, scope) =>
    readOriginals(view, scope).map((post) =>
      item({
        cluster: view.conversationCluster(post),
        value: isProvocative(post, labels) ? 1 : 0,
        post: post.place,
      }),
    ),
  estimate: share,
}
