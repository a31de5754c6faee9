import { allowingForUnseen } from './allowing-for-unseen.ts'
import { normalQuantile } from './normal-quantile.ts'
import { type ShareInput, shareOfPosts, stratumPosteriors } from './share-of-posts.ts'
import type { StratumPosteriors } from './stratum-posteriors.ts'

/** What a number of checked posts comes to. */
export interface PlannedCheck {
  /** Posts checked in all. */
  checked: number
  /** Half of the interval's width, in percentage points. */
  halfWidth: number
}

/**
 * Half widths now and after each of `more` further posts: what checking more is likely to buy.
 *
 * Further posts are taken to fall into strata as unchecked ones do, to be worth what checked ones are, and to show the rates
 * found so far; while nothing is checked, the rate of the unchecked range that is hardest to pin down. A normal interval, so
 * where a share is rare it is right to about half a point. O(posts log posts), O(posts) where `posteriors` and the share,
 * both of this input, are known already.
 */
export function whatCheckingBuys(
  input: ShareInput,
  more: readonly number[],
  posteriors = stratumPosteriors(input),
  { checked, interval } = shareOfPosts(input, posteriors),
): PlannedCheck[] {
  const today = { checked, halfWidth: 50 * (interval[1] - interval[0]) }
  const rateAtWorst = checked === 0 ? Math.min(interval[1], Math.max(interval[0], 0.5)) : null
  const unchecked = input.scores.length - checked
  return [today, ...more.map((further) => plannedAfter(input, posteriors, Math.min(further, unchecked), rateAtWorst))]
}

function plannedAfter(
  { scores, checked, level = 0.9 }: ShareInput,
  { stratumOf, strata, prior, evidence }: StratumPosteriors,
  further: number,
  rateAtWorst: number | null,
): PlannedCheck {
  const unchecked = new Float64Array(strata.length)
  for (const stratum of stratumOf) unchecked[stratum]!++
  for (const { place } of checked) unchecked[stratumOf[place]!]!--
  const part = further / Math.max(1, scores.length - checked.length)
  const worth = checked.length === 0 ? 1 : evidence.reduce((sum, each) => sum + each, 0) / checked.length
  const variance = strata.reduce((sum, posterior, stratum) => {
    const { alpha, beta } = allowingForUnseen(posterior, prior)
    const left = unchecked[stratum]! * (1 - part)
    const rate = rateAtWorst ?? alpha / (alpha + beta)
    const posts = alpha + beta + unchecked[stratum]! * part * worth
    return sum + (left * rate * (1 - rate) * (posts + left)) / (posts + 1)
  }, 0)
  const halfWidth = (100 * normalQuantile((1 + level) / 2) * Math.sqrt(variance)) / scores.length
  return { checked: checked.length + further, halfWidth }
}
