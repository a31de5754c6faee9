import type { Quarter } from '@weft/model/quarter'
import type { Interval } from '@weft/model/scores'
import { DAY } from './durations.ts'

/** Joins spans of time that overlap or lie at most `gap` milliseconds apart. Sorted. */
export function union(spans: readonly Interval[], gap: number): Interval[] {
  const joined: Interval[] = []
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1] + gap) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** The time that is in both. */
export function intersection(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const common: Interval[] = []
  for (const [from, to] of some) {
    for (const [low, high] of others) {
      if (Math.max(from, low) <= Math.min(to, high)) common.push([Math.max(from, low), Math.min(to, high)])
    }
  }
  return common
}

/** Days of a quarter that spans cover; spans must not overlap. */
export function daysWithin(spans: readonly Interval[], quarter: Quarter): number {
  let time = 0
  for (const [from, to] of spans) time += Math.max(0, Math.min(to, quarter.to) - Math.max(from, quarter.from))
  return time / DAY
}
