import type { EstimatedShare, SharesAsked } from './share-by-strata.ts'
import { wilsonInterval } from './wilson-interval.ts'

/**
 * Estimator (iii): the checked posts alone, by weight, with Wilson's interval for (sum w)^2 / sum w^2 posts. What was
 * checked is known, so the interval narrows as few posts are left unchecked (finite population), and never claims what
 * the checked posts exclude. O(checked).
 */
export function shareByWilson({ scores, checked, level }: Omit<SharesAsked, 'seed'>): EstimatedShare {
  const posts = scores.length
  let weights = 0
  let squares = 0
  let positives = 0
  for (const { positive, samplingWeight } of checked) {
    weights += samplingWeight
    squares += samplingWeight ** 2
    if (positive) positives += samplingWeight
  }
  const share = positives / weights
  const count = ((weights ** 2 / squares) * (posts - 1)) / (posts - checked.length)
  return withinKnown({ share, interval: wilsonInterval(share, count, level) }, checked, posts)
}

/** Keeps an estimate to shares that the checked posts leave possible. */
export function withinKnown(
  { share, interval: [low, high] }: EstimatedShare,
  checked: SharesAsked['checked'],
  posts: number,
): EstimatedShare {
  const positives = checked.filter(({ positive }) => positive).length
  const possible = (value: number) =>
    Math.min((posts - checked.length + positives) / posts, Math.max(positives / posts, value))
  return { share: possible(share), interval: [possible(low), possible(high)] }
}
