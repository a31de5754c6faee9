import type { Signal } from '@weft/model/signal'
import { isCheckedEnough } from './checked-total.ts'
import type { Estimate } from './estimate.ts'
import type { HistoryPost } from './history.ts'
import type { ByCheck } from './indicator.ts'
import type { Item } from './item.ts'
import { isJudged } from './labels.ts'
import { withText } from './own-posts.ts'
import type { Placed, QuarterView } from './quarter-view.ts'
import type { Told } from './scoring-input.ts'

/** What a checked post brings to an indicator, given what people said of it. */
type ItemsOfPost = (post: Placed<HistoryPost>, told: Told) => readonly Item[]

/**
 * A value from the posts that people checked alone, each standing for as many as it was drawn from: where what follows a post
 * differs from post to post, and the unchecked ones can therefore not be told apart by a rate. Items weigh 1 on average.
 * Where people judged every post, all count alike, whatever made them look. Fewer than `minimum` by `count` are not
 * enough. O(posts).
 * Source: Hájek's ratio estimator, e.g. Särndal, Swensson & Wretman 1992, section 5.7.
 */
export function checkedItems(
  posts: readonly Placed<HistoryPost>[],
  signals: readonly Signal[],
  {
    itemsOf,
    count = (items) => items.length,
    minimum,
    view,
    estimate,
  }: {
    itemsOf: ItemsOfPost
    count?: (items: readonly Item[]) => number
    minimum: number
    view: QuarterView
    estimate: (items: readonly Item[]) => Estimate
  },
): ByCheck {
  const { labels, checked: drawn } = view.input
  const frame = withText(posts)
  const areAllJudged = frame.every(({ id }) => isJudged(labels.get(id), signals))
  const checked = frame.flatMap((post) => {
    const told = areAllJudged ? labels.get(post.id) : drawn.get(post.id)?.told
    if (!isJudged(told, signals)) return []
    return [{ post, told, weight: areAllJudged ? 1 : drawn.get(post.id)!.samplingWeight }]
  })
  const weighed = checked.flatMap(({ post, told, weight }) => itemsOf(post, told).map((item) => ({ item, weight })))
  const mean = weighed.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, weighed.length)
  const items = weighed.map(({ item, weight }): Item => {
    return { ...item, value: (item.value * weight) / mean, size: (item.size * weight) / mean }
  })
  return {
    posts: frame.length,
    checked: checked.length,
    estimator: 'sampling weights',
    isEnough: isCheckedEnough({ posts: frame.length, checked: checked.length }) && count(items) >= minimum,
    orByJudging: true,
    n: count(items),
    estimate: estimate(items),
  }
}
