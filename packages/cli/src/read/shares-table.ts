import { type ReaderQuality, SIGNALS } from '@weft/model/signal'
import { errorRatesOf } from '@weft/prevalence/error-rates'
import { shareOfPosts } from '@weft/prevalence/share-of-posts'
import { csv } from '../csv.ts'
import { type CheckedLabels, checkedPosts } from './checked-labels.ts'
import type { Frame } from './read-posts.ts'

const COLUMNS = ['signal', 'posts', 'covered', 'checked', 'estimator', 'share', 'low', 'high', 'naive_count']

/** Of the draws behind an interval: the same posts and labels give the same table. */
const SEED = 'weft read'

/**
 * The share of posts with each signal, a row each: estimated where posts were checked, else a range and no share. Four
 * decimals, ends of intervals rounded outwards. Throws as {@link checkedPosts} does.
 */
export function sharesTable({ places, scores }: Frame, quality: ReaderQuality, labels: CheckedLabels | null): string {
  const checked = labels === null ? null : checkedPosts(labels, places)
  const rows = SIGNALS.map((signal) => {
    const { thresholds } = quality.signals[signal]
    const found = shareOfPosts({
      scores: Float64Array.from(scores, (read) => read?.[signal] ?? Number.NaN),
      checked: checked?.get(signal) ?? [],
      picked: labels?.picked ?? 'random',
      threshold: thresholds.usual,
      rates: errorRatesOf(quality.signals[signal]),
      seed: SEED,
    })
    const [low, high] = found.interval
    return [
      signal,
      found.posts,
      found.covered,
      found.checked,
      found.estimator,
      found.share?.toFixed(4) ?? null,
      (Math.floor(low * 1e4 + ROUNDING) / 1e4).toFixed(4),
      (Math.ceil(high * 1e4 - ROUNDING) / 1e4).toFixed(4),
      found.naiveCount,
    ]
  })
  return csv(COLUMNS, rows)
}

/** What arithmetic may be off by, so that 0.3 stays 0.3000 at both ends. */
const ROUNDING = 1e-6
