import { rejectedRow, WrongCell } from './cell.ts'
import type { RowPlace, SourceRecord, SourceRow } from './format.ts'

/** What a reader makes of a row: its record, with what it tells beside it after it, or why it is left out. */
export type Made = SourceRecord | [SourceRecord, ...SourceRecord[]] | { ignored: string }

/** The row that `make` makes; one that throws {@link WrongCell} is rejected with what is wrong. */
export function madeRow(place: RowPlace, make: () => Made): SourceRow {
  try {
    const made = make()
    if ('ignored' in made) return { place, outcome: 'ignored', reason: made.ignored }
    if (!Array.isArray(made)) return { place, outcome: 'record', record: made }
    const [record, ...also] = made
    return also.length === 0 ? { place, outcome: 'record', record } : { place, outcome: 'record', record, also }
  } catch (error) {
    if (error instanceof WrongCell) return rejectedRow(place, error)
    throw error
  }
}
