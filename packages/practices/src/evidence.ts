import type { Signal } from '@weft/model/signal'
import type { Indicator } from './indicator.ts'
import { INDICATORS, indicatorWithId } from './indicators.ts'
import type { Item } from './item.ts'
import { isJudged, labelsOf } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import { scopeOf } from './scope.ts'

/** One item behind an indicator: where to look it up, and what it counted for. Ids are the history's. */
export interface EvidenceItem {
  indicator: string
  /** The post it is about or was carried by; `null` where it is an account or a tie. */
  postId: string | null
  /** The account it is about, and the other end where it is a tie; `null` where that would label a person. */
  accountId: string | null
  otherAccountId: string | null
  /** True where it speaks for the practice, and not only adds to what is counted. */
  counts: boolean
  /** 1 or 0 for a share, else a count. */
  value: number
  /** The value that chance would give, for an indicator that compares with it; else 0. */
  expected: number
  /** The highest probability among the indicator's signals; `null` where no reading is involved, or it is a person's matter. */
  probability: number | null
  /** Who gave the label that it counts by: a person where they judged what decides, else the reader; `null` without either. */
  labelledBy: 'reader' | 'person' | null
}

/** The items behind every indicator of a quarter, in the method's order. O(indicators x (posts + interactions)). */
export function evidenceOf({ view }: { view: QuarterView }): EvidenceItem[] {
  return INDICATORS.flatMap((indicator) => itemsBehind(indicator, view))
}

/** Signals that are told of posts and of the institution, never of a person. */
const PERSONAL_MATTERS: readonly Signal[] = ['difficulty', 'toxic', 'personal']

/**
 * The items that one indicator rests on, under the usual labels; an indicator that is insufficient shows the few it has.
 * Empty where it is not measurable. Throws UnknownIndicator. O(posts + interactions).
 *
 * Where difficulty, toxicity or the personal is counted, posts stand alone: no account beside them, how surely they were
 * read only of official accounts' posts, and nothing of what was counted without a post.
 */
export function evidenceOfIndicator(id: string, view: QuarterView): EvidenceItem[] {
  return itemsBehind(indicatorWithId(id), view)
}

function itemsBehind(indicator: Indicator, view: QuarterView): EvidenceItem[] {
  const found = scopeOf(indicator, view)
  if (found.missing !== null) return []
  const { accounts, posts } = view.history
  const isPersonal = indicator.signals.some((signal) => PERSONAL_MATTERS.includes(signal))
  const accountId = (account: number | undefined) =>
    account === undefined || isPersonal ? null : (accounts[account]?.id ?? null)
  const items = indicator.items(view, labelsOf(view.input, {}), found.scope)
  return (isPersonal ? items.filter(({ post }) => post !== null) : items).map((item) => ({
    indicator: indicator.id,
    postId: item.post === null ? null : (posts[item.post]?.id ?? null),
    accountId: accountId(item.accounts[0]),
    otherAccountId: accountId(item.accounts[1]),
    counts: item.value > 0,
    value: item.value,
    expected: item.expected,
    labelledBy: labelledBy(item, indicator, view),
    probability: isPersonal && !isOfficial(item, view) ? null : probabilityOf(item, indicator, view),
  }))
}

function labelledBy({ post }: Item, { signals }: Indicator, view: QuarterView): EvidenceItem['labelledBy'] {
  if (post === null || signals.length === 0) return null
  const { id, signals: read } = view.postAt(post)
  const told = view.input.labels.get(id)
  if (isJudged(told, signals) || signals.some((signal) => told?.[signal])) return 'person'
  return read === null ? null : 'reader'
}

function isOfficial({ post }: Item, view: QuarterView): boolean {
  return post !== null && view.partyOf(view.postAt(post).author) === 'owned'
}

function probabilityOf({ post }: Item, { signals: counted }: Indicator, view: QuarterView): number | null {
  const signals = post === null ? null : view.postAt(post).signals
  return signals === null || counted.length === 0 ? null : Math.max(...counted.map((signal) => signals[signal]))
}
