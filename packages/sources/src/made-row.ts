import { rejectedRow, WrongCell } from './cell.ts'
import type { RowPlace, SourceRecord, SourceRow } from './format.ts'
import { refuseUnkept } from './kept-record.ts'

/** What a reader makes of a row: its record, with what it tells beside it after it, or why it is left out. */
export type Made = SourceRecord | [SourceRecord, ...SourceRecord[]] | { ignored: string }

/** The row that `make` makes; one that throws {@link WrongCell} is rejected with what is wrong. */
export function madeRow(place: RowPlace, make: () => Made): SourceRow {
  try {
    return rowOfMade(place, make())
  } catch (error) {
    if (error instanceof WrongCell) return rejectedRow(place, error)
    throw error
  }
}

/**
 * The row that stands for what was made of it. All rows with records are made here: what could not be kept is found
 * before anybody relies on it. Throws {@link WrongCell} where one of its records could not be kept.
 */
export function rowOfMade(place: RowPlace, made: Made): SourceRow {
  if ('ignored' in made) return { place, outcome: 'ignored', reason: made.ignored }
  if (!Array.isArray(made)) {
    refuseUnkept(made)
    return { place, outcome: 'record', record: made }
  }
  for (const each of made) refuseUnkept(each)
  const [record, ...also] = made
  return also.length === 0 ? { place, outcome: 'record', record } : { place, outcome: 'record', record, also }
}
