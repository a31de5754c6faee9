import { checkedTotal, isCheckedEnough } from './checked-total.ts'
import { PartsBuilder, sideBySide } from './cluster-parts.ts'
import { checkedShare, type PartEstimate } from './estimators/checked-share.ts'
import type { ByCheck } from './indicator.ts'
import { ownPosts, withText } from './own-posts.ts'
import { outsidersToPraise, passedOn } from './promotions.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** Of the posts that could praise somebody; with fewer checked, one of them would speak for more than a tenth of all. */
const NAMING_CHECKED_MIN = 10

/**
 * Our acts that promote an outsider as a share of those and our self-promotion, from the posts that people checked: passing
 * on is counted, praise is estimated among the posts that name an outsider, self-promotion among all. Posts without words
 * are in no check, so those with words stand for them. O(posts log posts).
 */
export function promotionByCheck(view: QuarterView, scope: Scope): ByCheck {
  const own = ownPosts(view, scope)
  const posts = withText(own)
  const perPost = posts.length === 0 ? 0 : own.length / posts.length
  const passing = passedOn(view, scope).map(({ cluster }) => cluster)
  const naming = posts.filter((post) => outsidersToPraise(view, post).length > 0)
  const praise = checkedTotal(naming, ['praise_of_other'], view)
  const selfPromotion = checkedTotal(posts, ['self_promotion'], view)
  const partOf = (passed: number, praised: number, promoted: number) => ({
    carrying: passed + perPost * praised,
    all: passed + perPost * (praised + promoted),
  })
  const value = partOf(passing.length, praise.value.carrying, selfPromotion.value.carrying)
  const passed = new PartsBuilder(1)
  for (const cluster of passing) passed.add(cluster, 0, 1)
  const praiseEnd = 1 + praise.parts.width
  const total: PartEstimate = {
    value,
    parts: sideBySide([passed.build(), praise.parts, selfPromotion.parts]),
    replicate(totals, chance) {
      const praised = praise.replicate(totals.subarray(1, praiseEnd), chance).carrying
      const promoted = selfPromotion.replicate(totals.subarray(praiseEnd), chance).carrying
      return partOf(totals[0]!, praised, promoted)
    },
  }
  const clusters = new Set([...passing, ...posts.map(view.conversationCluster)]).size
  const independent = posts.length === 0 ? clusters : Math.min(clusters, selfPromotion.checked)
  return {
    posts: selfPromotion.posts,
    checked: selfPromotion.checked,
    estimator: 'strata',
    isEnough:
      (own.length === 0 || posts.length > 0) &&
      isCheckedEnough(selfPromotion) &&
      praise.checked >= Math.min(NAMING_CHECKED_MIN, praise.posts),
    n: Math.round(value.all),
    estimate: checkedShare(total, independent),
  }
}
