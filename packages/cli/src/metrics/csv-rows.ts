import { open } from 'node:fs/promises'
import { utf8Bytes } from '@weft/sources/encoding'
import { type ExportFile, onlyFile } from '@weft/sources/export'
import { findHeader, type TableHeader } from '@weft/sources/header'
import { openExports } from '@weft/sources/open-export'
import { BrokenFile, ExportRefused } from '@weft/sources/refusal'
import { type TableRow, tableRowBatches } from '@weft/sources/table'
import { BadInput } from './bad-input.ts'

export interface CsvRow {
  /** As a spreadsheet counts: the first row is row 1. */
  row: number
  /** The cell of a column, trimmed; `null` where the file has no such column. */
  cell: (column: string) => string | null
}

/** The rows of {@link csvRowBatches}, one at a time. */
export async function* csvRows(file: string, needed: readonly string[]): AsyncGenerator<CsvRow> {
  for await (const rows of csvRowBatches(file, needed)) yield* rows
}

/**
 * The rows of a CSV file with a header, as they are read: comma, TAB or semicolon, in the encodings and wrappings (zip,
 * gzip, a workbook of one sheet) in which exports come. Column names are compared without regard to case; blank rows are
 * passed over.
 *
 * Throws {@link BadInput} for a file that cannot be opened, a missing column, a row of another length than the header,
 * broken quoting, and a file without a row. Streams: holds the rows of a few kilobytes at a time.
 */
export async function* csvRowBatches(file: string, needed: readonly string[]): AsyncGenerator<CsvRow[]> {
  let row = 0
  try {
    const table = await openTable(file)
    const header = await headerOf(file, table, needed)
    const places = new Map(header.columns.map((name, place) => [name, place]))
    row = header.line
    for await (const batch of tableRowBatches(table, header)) {
      yield batch.map((found) => csvRow(file, found, places))
      row = batch.at(-1)!.line
    }
    if (row > header.line) return
  } catch (error) {
    if (error instanceof BrokenFile) throw new BadInput(`${file}, after row ${row}: Quote Not Closed`, { cause: error })
    if (error instanceof ExportRefused) throw new BadInput(error.message, { cause: error })
    throw error
  }
  throw new BadInput(`${file}: ${noRows(needed)}`)
}

function csvRow(file: string, { line, cells, isRightWidth, flaw }: TableRow, places: Map<string, number>): CsvRow {
  if (flaw !== null) throw new BadInput(`${file}, row ${line}: ${flaw.problem}`)
  if (!isRightWidth) {
    throw new BadInput(`${file}, row ${line}: ${cells.length} cells, expected ${places.size} as in the header`)
  }
  return {
    row: line,
    cell: (column) => {
      const place = places.get(column)
      return place === undefined ? null : cells[place]!.trim()
    },
  }
}

/** A sheet's rows are counted as a spreadsheet counts them, and so are ours. */
async function openTable(file: string): Promise<ExportFile> {
  await refuseUnreadable(file)
  const opened = await openExports({ path: file, name: file })
  const table = opened.length === 1 ? onlyFile(opened[0]!) : null
  if (table === null) throw new BadInput(`${file}: holds several files, expected one table`)
  return { ...table, isSheet: true }
}

async function refuseUnreadable(file: string): Promise<void> {
  try {
    await using handle = await open(file)
    if ((await handle.stat()).isFile()) return
  } catch (error) {
    throw new BadInput(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  throw new BadInput(`${file}: cannot be read (not a file)`)
}

async function headerOf(file: string, table: ExportFile, needed: readonly string[]): Promise<TableHeader> {
  const header = await findHeader(table, needed)
  const found = header?.columns ?? (await firstCells(table))
  if (found.length === 0) throw new BadInput(`${file}: ${noRows(needed)}`)
  const missing = needed.find((column) => !found.includes(column))
  if (header === null || missing !== undefined) {
    const shown = found.slice(0, 8).join(', ').slice(0, 200)
    throw new BadInput(`${file}: no column '${missing}' in the header (found: ${printable(shown)})`)
  }
  const twice = found.find((name, place) => found.indexOf(name) !== place)
  if (twice !== undefined) throw new BadInput(`${file}: column '${twice}' appears twice in the header`)
  return header
}

/** What the first line of a table holds in which no column asked for is found. */
async function firstCells(table: ExportFile): Promise<string[]> {
  for await (const bytes of utf8Bytes(table, 'utf-8')) {
    const [line = ''] = Buffer.from(bytes)
      .toString('utf8')
      .trimStart()
      .split(/[\r\n]/, 1)
    return line === '' ? [] : line.split(/[,;\t]/).map((cell) => cell.trim().toLowerCase())
  }
  return []
}

function noRows(needed: readonly string[]): string {
  return `no rows, expected a header (${needed.join(', ')}) and rows below it`
}

/** A binary file's first line would garble the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, '?')
}
