import type { Indicator } from './indicator.ts'
import { INDICATORS, indicatorWithId } from './indicators.ts'
import type { Item } from './item.ts'
import { labelsOf } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import { scopeOf } from './scope.ts'

/** One item behind an indicator: where to look it up, and what it counted for. Ids are the history's. */
export interface EvidenceItem {
  indicator: string
  /** The post it is about or was carried by; `null` where it is an account or a tie. */
  postId: string | null
  /** The account it is about, and the other end where it is a tie. */
  accountId: string | null
  otherAccountId: string | null
  /** True where it speaks for the practice, and not only adds to what is counted. */
  counts: boolean
  /** 1 or 0 for a share, else a count. */
  value: number
  /** The value that chance would give, for an indicator that compares with it; else 0. */
  expected: number
  /** The highest probability among the indicator's signals; `null` where no reading is involved. */
  probability: number | null
}

/** The items behind every indicator of a quarter, in the method's order. O(indicators x (posts + interactions)). */
export function evidenceOf({ view }: { view: QuarterView }): EvidenceItem[] {
  return INDICATORS.flatMap((indicator) => itemsBehind(indicator, view))
}

/**
 * The items that one indicator rests on, under the usual labels; an indicator that is insufficient shows the few it has.
 * Empty where it is not measurable. Throws UnknownIndicator. O(posts + interactions).
 */
export function evidenceOfIndicator(id: string, view: QuarterView): EvidenceItem[] {
  return itemsBehind(indicatorWithId(id), view)
}

function itemsBehind(indicator: Indicator, view: QuarterView): EvidenceItem[] {
  const found = scopeOf(indicator, view)
  if (found.missing !== null) return []
  const { accounts, posts } = view.history
  const accountId = (account: number | undefined) => (account === undefined ? null : (accounts[account]?.id ?? null))
  return indicator.items(view, labelsOf(view.input, {}), found.scope).map((item) => ({
    indicator: indicator.id,
    postId: item.post === null ? null : (posts[item.post]?.id ?? null),
    accountId: accountId(item.accounts[0]),
    otherAccountId: accountId(item.accounts[1]),
    counts: item.value > 0,
    value: item.value,
    expected: item.expected,
    probability: probabilityOf(item, indicator, view),
  }))
}

function probabilityOf({ post }: Item, { signals: counted }: Indicator, view: QuarterView): number | null {
  const signals = post === null ? null : view.postAt(post).signals
  return signals === null || counted.length === 0 ? null : Math.max(...counted.map((signal) => signals[signal]))
}
