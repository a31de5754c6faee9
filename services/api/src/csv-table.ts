import { guardedCell } from '@weft/sources/rejects-table'
import type { ExportColumn, ExportedCell } from '@weft/store/network-export-columns'
import { stringify } from 'csv-stringify/sync'

/**
 * A table as CSV, batch by batch: a header, then the rows; an absent value is an empty cell, true is 1, false is empty.
 * No text is a formula to a spreadsheet, and a mark at the beginning tells it the encoding.
 */
export async function* csvTable<Row>(
  columns: readonly ExportColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield stringify([columns.map(({ name }) => name)], { bom: true })
  for await (const rows of batches) {
    yield stringify(rows.map((row) => columns.map(({ valueOf }) => cellOf(valueOf(row)))))
  }
}

function cellOf(value: ExportedCell): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? guardedCell(value) : value
}
