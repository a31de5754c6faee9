import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { readOriginals } from '../own-posts.ts'

/**
 * Share of our originals that show the person, by the quarter's check; of those read before it. 0 to 1.
 *
 * The rubric scores it by an ideal range: too little is a brochure, too much is no institution any more.
 */
export const mixingPersonalShare: Indicator = {
  id: 'mixing.personal_share',
  practice: 'mixing',
  asks: 'Are we people as well as a brand?',
  formula: 'own originals with something personal / own originals, unchecked those that were read (ideal range)',
  needs: ['own_text'],
  signals: ['personal'],
  isShareOfPosts: true,
  minimum: 30,
  counts: 'posts',
  unit: 'share',
  source: 'method.md §4',
  items: (view, labels, scope) =>
    readOriginals(view, scope).map((post) =>
      item({
        cluster: view.conversationCluster(post),
        value: labels.has(post, 'personal') ? 1 : 0,
        post: post.place,
      }),
    ),
  estimate: share,
}
