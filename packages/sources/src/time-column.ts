import { WrongCell } from './cell.ts'
import type { OrderOfColumn } from './day-month-order.ts'
import { readTime, slashedNumbers } from './time.ts'

/** A column of times, read by one rule from its first row to its last. */
export interface TimeColumn {
  readonly column: string
  /** Says what the whole column tells of its slashed dates; before that none of them can be read. */
  decide(order: OrderOfColumn): void
  /** UTC milliseconds, `null` where the cell is empty. Throws {@link WrongCell}. */
  read(cell: string): number | null
  /** How many times named no zone and were taken for UTC. */
  readonly unzoned: number
}

/** The column of that name. */
export function timeColumn(column: string): TimeColumn {
  let order: OrderOfColumn = 'none'
  let unzoned = 0
  return {
    column,
    decide(decided) {
      order = decided
    },
    read(cell) {
      if (cell.trim() === '') return null
      const written = readTime(cell, order === 'day_first' || order === 'month_first' ? order : null)
      if (written === null) throw wrongTime(column, cell, order)
      if (!written.zoned) unzoned++
      return written.time
    },
    get unzoned() {
      return unzoned
    },
  }
}

function wrongTime(column: string, cell: string, order: OrderOfColumn): WrongCell {
  const iso = 'write times as 2015-10-02T20:15:40Z'
  if (slashedNumbers(cell) !== null && (order === 'undecided' || order === 'contradictory')) {
    const problem =
      order === 'undecided'
        ? 'day and month cannot be told apart: no date in this column has a number above 12 in either place'
        : 'day and month cannot be told apart: some dates in this column are day first, others month first'
    return new WrongCell({ column, value: cell, problem, fix: iso })
  }
  return new WrongCell({ column, value: cell, problem: 'no date or time that can be read', fix: iso })
}
