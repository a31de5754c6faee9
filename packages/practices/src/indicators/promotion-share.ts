import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { ownPosts } from '../own-posts.ts'
import { promotionsOf } from '../promotions.ts'

/**
 * Our acts that praise, quote or pass on an outsider, as a share of those and our own posts that promote ourselves.
 * 0 to 1. A post that does both counts once on either side.
 */
export const promotionShare: Indicator = {
  id: 'promotion.share',
  practice: 'promotion',
  asks: 'Do we promote others?',
  formula: 'acts that promote an outsider / (acts that promote an outsider + own posts with self-promotion)',
  needs: ['own_text'],
  signals: ['praise_of_other', 'self_promotion'],
  minimum: 30,
  counts: 'acts',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: promote others',
  items: (view, labels, scope) => [
    ...promotionsOf(view, labels, scope).map(({ cluster, post, outsiders }) =>
      item({ cluster, value: 1, post, accounts: outsiders.slice(0, 1) }),
    ),
    ...ownPosts(view, scope)
      .filter((post) => labels.has(post, 'self_promotion'))
      .map((post) => item({ cluster: view.conversationCluster(post), value: 0, post: post.place })),
  ],
  estimate: share,
}
