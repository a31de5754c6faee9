import type { Anchors } from '@weft/model/rubric-change'
import type { Interval } from '@weft/model/scores'

/**
 * The score of a value, 0 to 100: straight between anchors, held at 0 and 100 beyond them. A log anchor scores 0 for a
 * value of 0 or less. O(1).
 */
export function scoreOf(value: number, anchors: Anchors): number {
  if (anchors.scale === 'ideal') {
    const { floor, idealFrom, idealTo, ceiling } = anchors
    if (value < idealFrom) return between(value, floor, idealFrom)
    if (value > idealTo) return 100 - between(value, idealTo, ceiling)
    return 100
  }
  const { floor, target } = anchors
  if (anchors.scale === 'linear') return between(value, floor, target)
  return value <= 0 ? 0 : between(Math.log(value), Math.log(floor), Math.log(target))
}

/** Lowest and highest score of any value in an interval: the best may lie inside an ideal range, not at its ends. */
export function scoreRange([low, high]: Interval, anchors: Anchors): Interval {
  const ends = [scoreOf(low, anchors), scoreOf(high, anchors)]
  const isIdealInside = anchors.scale === 'ideal' && low <= anchors.idealTo && high >= anchors.idealFrom
  return [Math.min(...ends), isIdealInside ? 100 : Math.max(...ends)]
}

function between(value: number, zero: number, hundred: number): number {
  return Math.min(100, Math.max(0, (100 * (value - zero)) / (hundred - zero)))
}
