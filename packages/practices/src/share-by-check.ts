import type { Signal } from '@weft/model/signal'
import { whatCheckingBuys } from '@weft/prevalence/check-plan'
import { checkedTotal, isCheckedEnough } from './checked-total.ts'
import { checkedShare } from './estimators/checked-share.ts'
import type { ByCheck } from './indicator.ts'
import { ownOriginals, withText } from './own-posts.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** The share of our originals with text that carry any of these signals, read or not, from those that people checked. */
export function shareByCheck(signals: readonly Signal[], view: QuarterView, scope: Scope): ByCheck {
  const total = checkedTotal(withText(ownOriginals(view, scope)), signals, view)
  const { posts, checked, sample, conversations } = total
  // The threshold and the rates would only bear on a range without a check, which is not asked for here.
  const asked = { ...sample, picked: 'check', threshold: 0.5, rates: [], seed: view.input.quarter.name } as const
  return {
    posts,
    checked,
    estimator: 'strata',
    isEnough: isCheckedEnough(total),
    n: posts,
    estimate: checkedShare(total, Math.min(conversations, checked)),
    halfWidthAfter: (more) => whatCheckingBuys(asked, [more])[1]!.halfWidth,
  }
}
