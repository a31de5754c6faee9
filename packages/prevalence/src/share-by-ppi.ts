import type { EstimatedShare, SharesAsked } from './share-by-strata.ts'
import { withinKnown } from './share-by-wilson.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Scores that explain less of the labels than this many times what chance explains (1 / checked) add nothing. */
const EXPLAINED_MIN_TIMES_CHANCE = 4

/**
 * Estimator (ii): prediction-powered inference. Checked labels corrected by how the scores of the checked posts differ from
 * those of all, times the lambda that makes the variance least; the finite population is corrected for. `null` where the
 * scores add nothing. Weights are not used: posts were picked alike. A post that was not read counts with the mean score, which tells nothing.
 *
 * The interval is Wilson's, for as many posts as would give this variance without scores: the usual mean +- z errors is too
 * short where positives are rare. O(posts). Source: Angelopoulos, Duchi & Zrnic 2023, arXiv:2311.01453.
 */
export function shareByPpi({ scores, checked, level }: Omit<SharesAsked, 'seed'>): EstimatedShare | null {
  const posts = scores.length
  const n = checked.length
  const read = scores.filter((score) => !Number.isNaN(score)).sort()
  const mean = average(read)
  const predicted = checked.map(({ place }) => (Number.isNaN(scores[place]) ? mean : (scores[place] as number)))
  const labels = checked.map(({ positive }) => Number(positive))
  const meanPredicted = average(predicted)
  const rate = average(labels)
  let together = 0
  let spread = 0
  for (let i = 0; i < n; i++) {
    together += (labels[i]! - rate) * (predicted[i]! - meanPredicted)
    spread += (predicted[i]! - meanPredicted) ** 2
  }
  const labelSpread = n * rate * (1 - rate)
  if (together <= 0 || together ** 2 < (spread * labelSpread * EXPLAINED_MIN_TIMES_CHANCE) / n) return null
  const lambda = together / spread
  const share = Math.min(1, Math.max(0, rate + lambda * (mean - meanPredicted)))
  const unexplained = (labelSpread - lambda * together) / (n - 2)
  const variance = ((1 - n / posts) * unexplained) / n
  const interval = wilsonInterval(share, (share * (1 - share)) / variance, level)
  return withinKnown({ share, interval }, checked, posts)
}

function average(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
