import type { InteractionKind } from '@weft/model/interaction'
import type { Need } from '@weft/model/need'
import type { Scored } from '@weft/model/practice'
import type { Signal } from '@weft/model/signal'
import type { Estimate } from './estimate.ts'
import type { Item } from './item.ts'
import type { Labels } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** What an indicator's value counts in: what 0.25 would mean. */
export type Unit = 'share' | 'difference of shares' | 'log ratio of rates' | 'ratio to chance' | 'effective share'

/** An indicator's value from the posts that people checked. */
export interface ByCheck {
  /** Posts that the check drew from, and those that were checked. */
  posts: number
  checked: number
  isEnough: boolean
  /** Rates of strata by score, or each checked post for as many as it was drawn from. */
  estimator: 'strata' | 'sampling weights'
  /** True where people's judging of every post that decides would settle it as well, whatever the check holds. */
  orByJudging?: boolean
  /** Half the width of the interval to expect after checking so many more, in percentage points, where that is known. */
  halfWidthAfter?: (more: number) => number
  /** How many `counts` the value stands for. */
  n: number
  estimate: Estimate
}

/**
 * One indicator of method.md §4: what it asks and needs, the items it rests on, and how a value comes from them.
 *
 * Items are worked out once per labelling; every replicate only weighs them anew.
 */
export interface Indicator {
  id: string
  practice: Scored
  /** The question in plain words. */
  asks: string
  /** The value in words. */
  formula: string
  needs: readonly Need[]
  /** Kinds of others' acts that it counts, where not all. */
  kinds?: readonly InteractionKind[]
  /** Signals it rests on: while nobody has checked them it is a range. */
  signals: readonly Signal[]
  /** True for the share of own originals that carry one of `signals`: error rates correct it, and the check settles it. */
  isShareOfPosts?: boolean
  /** What the quarter's check says of it, where that settles another value than a share of posts. */
  byCheck?(view: QuarterView, scope: Scope): ByCheck
  /** Fewer than this many `counts` and there is no value. */
  minimum: number
  counts: string
  unit: Unit
  source: string
  items(view: QuarterView, labels: Labels, scope: Scope): Item[]
  /** How many `counts` the items stand for; their number where not given. */
  count?(items: readonly Item[], view: QuarterView): number
  estimate(items: readonly Item[], view: QuarterView): Estimate
}
