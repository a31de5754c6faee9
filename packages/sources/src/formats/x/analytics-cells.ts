import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import type { Cells } from '../../table-format.ts'
import { readTime } from '../../time.ts'

/** Which columns count which things. */
export type CountedColumns = readonly (readonly [column: string, thing: CountedThing])[]

/** The counts in a row; a cell that is empty or a dash makes none. Throws {@link WrongCell}. */
export function countsIn(
  cells: Cells,
  counted: CountedColumns,
  about: Pick<CountRecord, 'account' | 'postId' | 'span' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([column, thing]) => {
    const value = readCount(column, cells(column))
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value }]
  })
}

/** `Tue, Jul 14, 2026`, or any other day that is read here: its midnight, UTC. Throws {@link WrongCell}. */
export function readAnalyticsDay(column: string, cell: string): number {
  const [, month, day, year] = /^[A-Z][a-z]{2}, ([A-Z][a-z]{2}) (\d{1,2}), (\d{4})$/.exec(cell.trim()) ?? []
  const time = readTime(month === undefined ? cell : `${day} ${month} ${year}`)?.time ?? null
  if (time !== null) return time
  throw new WrongCell({ column, value: cell, problem: 'no day that can be read', fix: 'take the file as X wrote it' })
}
