import type { DecimalMark } from '../count-cell.ts'
import { readTime } from '../time.ts'
import { isAbsent } from './column-kind.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** How numbers are written: `2.345` is 2345 where other cells have such groups and none has a comma for them. */
export function decimalMarkOf(cells: readonly string[]): DecimalMark {
  const values = cells.map((cell) => cell.trim()).filter((cell) => !isAbsent(cell))
  const hasGroupsByPoint = values.some((value) => /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(value))
  const saysOtherwise = values.some((value) => /^\d+\.\d{1,2}$|^\d+\.\d{4,}$|^\d{1,3}(,\d{3})+/.test(value))
  return hasGroupsByPoint && !saysOtherwise ? 'comma' : 'point'
}

/** The median number of days from one moment to the next, of different ones; `null` of fewer than three. */
export function daysBetweenRows(cells: readonly string[]): number | null {
  const times = cells.flatMap((cell) => (readTime(cell, 'day_first') ?? readTime(cell, 'month_first'))?.time ?? [])
  const different = [...new Set(times)].sort((one, other) => one - other)
  if (different.length < 3) return null
  const gaps = different.slice(1).map((time, at) => (time - (different[at] ?? time)) / DAY_MILLISECONDS)
  return gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? null
}
