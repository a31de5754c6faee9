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

/**
 * The fewest days from one moment to another of a column, in whichever order day and month are the closest; `null` where
 * there are no two. A series of days may have gaps; one of weeks or months has never two days in a row.
 */
export function fewestDaysBetween(cells: readonly string[]): number | null {
  const gaps = (['day_first', 'month_first'] as const).flatMap((order) => {
    const times = cells.flatMap((cell) => readTime(cell, order)?.time ?? [])
    const different = [...new Set(times)].sort((one, other) => one - other)
    return different.slice(1).map((time, at) => (time - (different[at] ?? time)) / DAY_MILLISECONDS)
  })
  return gaps.length === 0 ? null : Math.min(...gaps)
}
