import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { isRead, ownPosts } from '../own-posts.ts'
import { promotionByCheck } from '../promotion-by-check.ts'
import { promotionsOf } from '../promotions.ts'

/**
 * Our acts that praise, quote or pass on an outsider, as a share of those and our own posts that promote ourselves.
 * 0 to 1. A post that does both counts once on either side.
 *
 * Praise and self-promotion are seen in read posts only, passing on in all; so what is read counts for the unread as
 * well, own posts / own posts read, or whatever the reader cannot read would pass for modesty. Where we wrote and
 * nothing could be read, there are no items. Once posts are checked, praise and self-promotion are totals estimated from
 * the check, unread posts included; passing on is counted.
 */
export const promotionShare: Indicator = {
  id: 'promotion.share',
  practice: 'promotion',
  asks: 'Do we promote others?',
  formula: 'acts that promote an outsider / (acts that promote an outsider + own posts with self-promotion)',
  needs: ['own_text', 'own_reposts'],
  signals: ['praise_of_other', 'self_promotion'],
  minimum: 30,
  counts: 'acts',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: promote others',
  items(view, labels, scope) {
    const posts = ownPosts(view, scope)
    const read = posts.filter((post) => isRead(view, post))
    if (posts.length > 0 && read.length === 0) return []
    const postsPerRead = posts.length / read.length
    const promoting = promotionsOf(view, labels, scope).flatMap(({ cluster, post, outsiders, isPraise }) => {
      if (isPraise && post !== null && !isRead(view, view.postAt(post))) return []
      const size = isPraise ? postsPerRead : 1
      return [item({ cluster, value: size, size, post, accounts: outsiders.slice(0, 1) })]
    })
    const selfPromoting = read
      .filter((post) => labels.has(post, 'self_promotion'))
      .map((post) => item({ cluster: view.conversationCluster(post), value: 0, size: postsPerRead, post: post.place }))
    return [...promoting, ...selfPromoting]
  },
  estimate: share,
  byCheck: promotionByCheck,
}
