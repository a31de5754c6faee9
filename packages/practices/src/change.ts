import type { Change } from '@weft/model/scores'
import { range90 } from './percentile.ts'
import type { PracticeScoring } from './score-practice.ts'

/**
 * Movement of a practice against the quarter before, in points, with a 90 % interval of the difference; `null` where
 * either has no score.
 *
 * The quarters' replicates come from different streams, so their differences are those of independent samples. Where
 * either is a range, so is the difference: lowest now minus highest then, to highest now minus lowest then. That holds
 * whether or not the reader erred alike in both, and so it seldom says more than "no clear change".
 */
export function changeBetween(before: PracticeScoring, now: PracticeScoring): Change | null {
  if (before.replicates === null || now.replicates === null) return null
  const count = Math.min(before.replicates.low.length, now.replicates.low.length)
  const lows = new Float64Array(count)
  const highs = new Float64Array(count)
  for (let replicate = 0; replicate < count; replicate++) {
    lows[replicate] = now.replicates.low[replicate]! - before.replicates.high[replicate]!
    highs[replicate] = now.replicates.high[replicate]! - before.replicates.low[replicate]!
  }
  const points = before.score.score === null || now.score.score === null ? null : now.score.score - before.score.score
  const [low, high] = range90(lows, highs)
  const interval: Change['interval'] = points === null ? [low, high] : [Math.min(low, points), Math.max(high, points)]
  return { points, interval, word: interval[0] > 0 ? 'up' : interval[1] < 0 ? 'down' : 'no clear change' }
}
