import type { ErrorRates } from '@weft/prevalence/error-rates'
import { clustersOf, partsOf, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/**
 * A share of posts, corrected by a reader's error rates where only a reader labelled them: (labelled - false positives) /
 * (true positives - false positives), clipped to 0..1; posts that people judged (`isJudged`) count as they are. `null`
 * without posts. Replicates as those of `share`. Source: Forman 2008, doi:10.1007/s10618-008-0097-y (adjusted count).
 */
export function correctedShare(
  posts: readonly Item[],
  isJudged: (post: Item) => boolean,
  { truePositiveRate, falsePositiveRate }: ErrorRates,
): Estimate {
  const judged = new Set(posts.filter(isJudged))
  const parts = partsOf(posts, [
    (post) => (judged.has(post) ? post.value : 0),
    (post) => (judged.has(post) ? 1 : 0),
    (post) => (judged.has(post) ? 0 : post.value),
    (post) => (judged.has(post) ? 0 : 1),
  ])
  const priorSize = posts.length / clustersOf(posts)
  const shareUnder = (totals: Float64Array, [success, failure]: readonly [number, number]) => {
    const [carrying, known, labelled, read] = totals as unknown as [number, number, number, number]
    if (read === 0) return carrying / known
    const share = (labelled + success * priorSize) / (read + (success + failure) * priorSize)
    const corrected = (share - falsePositiveRate) / (truePositiveRate - falsePositiveRate)
    return (carrying + read * Math.min(1, Math.max(0, corrected))) / (known + read)
  }
  return {
    value: posts.length === 0 ? null : shareUnder(totalsOf(parts), [0, 0]),
    parts,
    replicate: (totals, { prior }) => (posts.length === 0 ? null : shareUnder(totals, prior)),
    isSkewedByWeights: false,
  }
}
