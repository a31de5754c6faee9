import { passingUtf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import type { TableHeader } from './header.ts'
import { BrokenFile } from './refusal.ts'
import { isRejectsTable, unguardedCell } from './rejects-table.ts'
import { type QuoteEscape, TableScanner } from './table-scanner.ts'

/** A row of a table. `cells` follow the header's columns; a row of another width has no meaning by column. */
export interface TableRow {
  /** The line of the row's first character, from 1, the header and all above it counted; of a sheet the row's number. */
  line: number
  cells: string[]
  /** False for a row with a flaw, too. */
  isRightWidth: boolean
  flaw: Flaw | null
}

/** Why no format can read a row: a cell that is absurdly long, or no text. */
export interface Flaw {
  /** The cell, from 0; `null` where the whole row is meant. */
  at: number | null
  problem: string
  fix: string
}

/** Bytes from which rows are made at a time: rows of two bytes, of which there are thousands, are held together. */
const PIECE_BYTES = 16 * 1024

/**
 * The rows below a table's header, one at a time; blank rows are passed over.
 *
 * A quote inside an unquoted cell is a character like others. Empty cells beyond the header's width are dropped:
 * spreadsheets add them. Throws {@link BrokenFile} for a quote that is never closed.
 */
export async function* tableRows(
  file: ExportFile,
  header: TableHeader,
  escape: QuoteEscape = 'doubled',
): AsyncGenerator<TableRow> {
  for await (const rows of tableRowBatches(file, header, escape)) yield* rows
}

/** {@link tableRows} in batches as they are read, none empty: several times as fast where there are many. */
export async function* tableRowBatches(
  file: ExportFile,
  header: TableHeader,
  escape: QuoteEscape = 'doubled',
): AsyncGenerator<TableRow[]> {
  const { delimiter, columns } = header
  const isSheet = file.isSheet === true
  const scanner = new TableScanner({ delimiter, line: header.line + 1, width: columns.length, escape, isSheet })
  const isGuarded = isRejectsTable(columns)
  for await (const piece of piecesBelow(passingUtf8Bytes(file, header.encoding), header.bytes)) {
    const rows = scanner.scan(piece)
    if (isGuarded) for (const row of rows) row.cells = row.cells.map(unguardedCell)
    if (rows.length > 0) yield rows
    if (scanner.brokenLine !== null) break
  }
  const last = scanner.brokenLine === null ? scanner.finish() : []
  if (isGuarded) for (const row of last) row.cells = row.cells.map(unguardedCell)
  if (last.length > 0) yield last
  if (scanner.brokenLine !== null) {
    throw new BrokenFile(file.path, `the row that starts at line ${scanner.brokenLine}`, 'a quoted text that is closed')
  }
}

/** The bytes after the first `count`, in pieces of about the same size, however they arrive. */
async function* piecesBelow(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  let small: Uint8Array[] = []
  let smallBytes = 0
  for await (const chunk of chunks) {
    const bytes = chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
    if (smallBytes + bytes.length < PIECE_BYTES) {
      // A copy: it waits for the next.
      small.push(Buffer.from(bytes))
      smallBytes += bytes.length
      continue
    }
    const whole = small.length === 0 ? bytes : Buffer.concat([...small, bytes])
    small = []
    smallBytes = 0
    for (let at = 0; at < whole.length; at += PIECE_BYTES) yield whole.subarray(at, at + PIECE_BYTES)
  }
  if (smallBytes > 0) yield Buffer.concat(small)
}
