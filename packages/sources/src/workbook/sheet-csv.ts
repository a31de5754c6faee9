import { UnsafeArchive } from '../refusal.ts'
import type { Sheet, SheetRow } from './workbook.ts'

/** Bytes written at a time. */
const PIECE_BYTES = 64 * 1024

/** A header is looked for this far: rows below it need not be wider than the widest of these. */
const HEAD_ROWS = 20

/** A sheet filled to its last row with a dozen columns of text is half of this. */
const CSV_BYTES_MAX = 1024 ** 3

/** Far above what a reader of tables takes of a row; texts that many cells share would make more than a string can be. */
const ROW_CHARACTERS_MAX = 16 * 1024 * 1024

/**
 * A sheet as CSV in UTF-8, with a byte order mark: row for row, blank rows as blank lines, so that the nth row is the
 * nth row of the sheet. Rows are filled up with empty cells to the width of the sheet's head.
 *
 * Throws {@link UnsafeArchive} where a sheet of that size can only have been made to fill a disk.
 */
export async function* sheetCsv(file: string, rows: ReturnType<Sheet['rows']>): AsyncGenerator<Uint8Array> {
  let text = '\ufeff'
  let bytes = 0
  let width = 0
  let next = 1
  for await (const { row, cells } of rows) {
    const characters = cells.reduce((sum, cell) => sum + cell.length, 0)
    if (characters > ROW_CHARACTERS_MAX) {
      throw new UnsafeArchive(file, `row ${row} holds over ${ROW_CHARACTERS_MAX} characters`)
    }
    if (row <= HEAD_ROWS) width = Math.max(width, cells.length)
    text += '\n'.repeat(row - next) + csvLine(cells, width)
    next = row + 1
    if (text.length < PIECE_BYTES) continue
    const piece = Buffer.from(text)
    bytes += piece.length
    if (bytes > CSV_BYTES_MAX) throw new UnsafeArchive(file, `would fill over ${CSV_BYTES_MAX / 1024 ** 3} GiB as CSV`)
    yield piece
    text = ''
  }
  // A sheet without rows is no file at all, not one of a mark alone.
  if (next > 1 && text !== '') yield Buffer.from(text)
}

function csvLine(cells: SheetRow['cells'], width: number): string {
  const filled = Math.max(0, width - cells.length)
  return `${cells.map(csvCell).join(',')}${','.repeat(filled)}\n`
}

/** A cell that holds anything that some table uses between cells is quoted. */
function csvCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
