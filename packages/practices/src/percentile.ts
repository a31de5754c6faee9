import type { Interval } from '@weft/model/scores'

/** Shares of the replicates below the ends of a 90 % interval. */
const LOW = 0.05
const HIGH = 0.95

/** The 5th and 95th percentile, each taken outwards to a value that was drawn. Needs at least one value. */
export function interval90(replicates: Float64Array): Interval {
  return [percentile(replicates, LOW), percentile(replicates, HIGH)]
}

/** The 5th percentile of low ends and the 95th of high ends. */
export function range90(lows: Float64Array, highs: Float64Array): Interval {
  return [percentile(lows, LOW), percentile(highs, HIGH)]
}

/** The interval that holds all of these. */
export function hull(intervals: readonly Interval[]): Interval {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))]
}

export function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}

function percentile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1)
  return values.toSorted()[share < 0.5 ? Math.floor(place) : Math.ceil(place)]!
}
