import { normalQuantile } from './normal-quantile.ts'
import { type ShareInput, shareOfPosts } from './share-of-posts.ts'
import { stratumPosteriors } from './stratum-posteriors.ts'

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
 * Further posts are taken to fall into strata as unchecked ones do, and to show the rates expected now. O(posts log posts), without draws but for the width now.
 */
export function whatCheckingBuys(input: ShareInput, more: readonly number[]): PlannedCheck[] {
  const [low, high] = shareOfPosts(input).interval
  const { scores, checked } = input
  const now = { checked: checked.length, halfWidth: (high - low) * 50 }
  return [now, ...more.map((further) => plannedAfter(input, Math.min(further, scores.length - checked.length)))]
}

function plannedAfter({ scores, checked, level = 0.9 }: ShareInput, further: number): PlannedCheck {
  const { stratumOf, strata } = stratumPosteriors(scores, checked)
  const sizes = new Float64Array(strata.length)
  for (const stratum of stratumOf) sizes[stratum]!++
  for (const { place } of checked) sizes[stratumOf[place] as number]!--
  const part = further / Math.max(1, scores.length - checked.length)
  const variance = strata.reduce((sum, { alpha, beta }, stratum) => {
    const unchecked = sizes[stratum]!
    const left = unchecked * (1 - part)
    const rate = alpha / (alpha + beta)
    const evidence = alpha + beta + unchecked * part
    return sum + (left * rate * (1 - rate) * (evidence + left)) / (evidence + 1)
  }, 0)
  const halfWidth = (100 * normalQuantile((1 + level) / 2) * Math.sqrt(variance)) / scores.length
  return { checked: checked.length + further, halfWidth }
}
