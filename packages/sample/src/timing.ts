import type { Quarter } from '@weft/model/quarter'
import type { Random } from '@weft/model/seeded-random'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Room left at a quarter's end, so that what is said last can still be answered in the same quarter. */
const LAST_WORD = 2 * HOUR

/** A moment of a quarter between seven in the morning and eleven at night; `until` (0..1) cuts its end off. */
export function momentIn(random: Random, quarter: Quarter, until = 1): number {
  const days = Math.floor((quarter.to - quarter.from) / DAY)
  const day = Math.floor(random() * days * until)
  const time = quarter.from + day * DAY + 7 * HOUR + Math.floor(random() * 16 * HOUR)
  return Math.min(time, quarter.to - LAST_WORD)
}

/**
 * A moment `low` to `high` hours after another, sooner more likely than later, and always in the same quarter: where
 * the quarter ends first, the wait shrinks into what is left of it. What one quarter's practice causes is then
 * counted in that quarter.
 */
export function hoursAfter(random: Random, quarter: Quarter, time: number, low: number, high: number): number {
  const share = random()
  const wait = (low + (high - low) * share * share) * HOUR
  const left = quarter.to - 1000 - time
  return time + Math.max(1000, Math.floor(wait < left ? wait : left * (0.1 + 0.8 * share)))
}
