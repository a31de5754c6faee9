import type { Signal } from '@weft/model/signal'
import { checkedTotal, isCheckedEnough } from './checked-total.ts'
import { sideBySide } from './cluster-parts.ts'
import { checkedShare, type PartEstimate } from './estimators/checked-share.ts'
import type { HistoryPost } from './history.ts'
import type { ByCheck } from './indicator.ts'
import type { Placed, QuarterView } from './quarter-view.ts'

/** Of the posts that succeeded, and of the others; with fewer checked, one of them would speak for more than a tenth. */
const EITHER_CHECKED_MIN = 10

/**
 * Of the posts that carry any of these signals the share that succeeded, from the posts that people checked. What succeeds is
 * known of every post, what it carries only of those checked: how many carry it is told apart for posts that succeeded
 * and for those that did not, and the share is that of the first in both. O(posts log posts).
 */
export function carryingByCheck(
  posts: readonly Placed<HistoryPost>[],
  signals: readonly Signal[],
  succeeded: (post: Placed<HistoryPost>) => boolean,
  view: QuarterView,
): ByCheck {
  const didSucceed = new Set(posts.filter(succeeded))
  const [successes, others] = [
    checkedTotal([...didSucceed], signals, view),
    checkedTotal(
      posts.filter((post) => !didSucceed.has(post)),
      signals,
      view,
    ),
  ]
  const partOf = (success: number, other: number) => ({ carrying: success, all: success + other })
  const value = partOf(successes.value.carrying, others.value.carrying)
  const total: PartEstimate = {
    value,
    parts: sideBySide([successes.parts, others.parts]),
    replicate(totals, chance) {
      const success = successes.replicate(totals.subarray(0, successes.parts.width), chance).carrying
      return partOf(success, others.replicate(totals.subarray(successes.parts.width), chance).carrying)
    },
  }
  const checked = successes.checked + others.checked
  const conversations = new Set(posts.map(view.conversationCluster)).size
  // Of the posts that are independent of each other only those that carry it speak of the share.
  const independent = posts.length === 0 ? 1 : (value.all / posts.length) * Math.min(conversations, checked)
  return {
    posts: posts.length,
    checked,
    estimator: 'strata',
    isEnough:
      isCheckedEnough({ posts: posts.length, checked }) &&
      [successes, others].every((each) => each.checked >= Math.min(EITHER_CHECKED_MIN, each.posts)),
    orByJudging: true,
    n: Math.round(value.all),
    estimate: checkedShare(total, Math.max(1, independent)),
  }
}
