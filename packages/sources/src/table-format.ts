import type { Coverage } from '@weft/model/coverage'
import type { Platform } from '@weft/model/platform'
import { rejectedRow, WrongCell } from './cell.ts'
import { DayMonthWatch, type OrderOfColumn } from './day-month-order.ts'
import { type Export, type ExportFile, onlyFile } from './export.ts'
import { refuseOtherKinds } from './file-kind.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRow } from './format.ts'
import { findHeader, type TableHeader } from './header.ts'
import { type Made, rowOfMade } from './made-row.ts'
import { BrokenFile, EmptyExport, UnknownFormat } from './refusal.ts'
import { originalRow } from './rejected-original.ts'
import { isRejectsColumn, isRejectsTable } from './rejects-table.ts'
import { type Flaw, type TableRow, tableRowBatches } from './table.ts'
import type { QuoteEscape } from './table-scanner.ts'
import { slashedNumbers } from './time.ts'
import { type TimeColumn, timeColumn } from './time-column.ts'

/** Rows handed over at a time, at most: rows of a few bytes make records of many. */
const BATCH_ROWS = 1000

/** The cells of one row by column; `''` where the table lacks an optional column. */
export type Cells = (column: string) => string

/** What a table makes of its rows, one at a time. */
export interface TableReader {
  /** The row's record, with what it tells beside it after it. Throws {@link WrongCell} for a row that cannot be one. */
  record(cells: Cells, place: RowPlace): Made
  coverage(): Coverage[]
  notes(): string[]
}

/** A table that is known by its columns: CSV with a header. */
export interface TableFormat extends Omit<Format, 'extent' | 'match' | 'read'> {
  required: readonly string[]
  optional: readonly string[]
  /** Other headings that some writers give a column, by the name it has here; all in lower case. */
  aliases?: Readonly<Record<string, readonly string[]>>
  /** The column that holds times, if any. */
  timeColumn: string | null
  /** How its writer puts a quote into a quoted cell; doubled unless told. */
  escape?: QuoteEscape
  reader(platform: Platform, times: TimeColumn | null, options: ReadOptions): TableReader
}

/** The format of single files that hold one such table. */
export function formatOfTable(table: TableFormat): Format {
  return {
    id: table.id,
    name: table.name,
    howToGet: table.howToGet,
    tells: table.tells,
    cannotTell: table.cannotTell,
    extent: 'file',
    async match(exported) {
      const file = onlyFile(exported)
      const missing = table.required.map((column) => `column "${column}"`)
      if (file === null) return { found: [], missing }
      await refuseOtherKinds(file)
      const header = await findHeader(file, table.required, headingsOf(table))
      if (header === null) return { found: [], missing }
      return {
        found: header.found.map((column) => `column "${column}"`),
        missing: header.missing.map((column) => `column "${column}"`),
      }
    },
    read: (exported, options) => readTable(table, exported, options),
  }
}

/** People write "valid from" or "valid-from" for `valid_from`. */
function headingsOf({ required, optional, aliases = {} }: TableFormat): Record<string, readonly string[]> {
  const headings = [...required, ...optional].map((column) => {
    const inWords = [' ', '-'].map((between) => column.replaceAll('_', between)).filter((heading) => heading !== column)
    return [column, [...inWords, ...(aliases[column] ?? [])]] as const
  })
  return Object.fromEntries(headings)
}

async function* readTable(
  table: TableFormat,
  exported: Export,
  options: ReadOptions,
): AsyncGenerator<SourceRow[], ReadSummary> {
  const file = onlyFile(exported)
  const header = file === null ? null : await findHeader(file, table.required, headingsOf(table))
  if (file === null || header === null || header.missing.length > 0) {
    throw new UnknownFormat(exported.name, [
      { format: table.name, found: header?.found ?? [], missing: header?.missing ?? [...table.required] },
    ])
  }
  refuseRepeated(table, file, header)
  const times = table.timeColumn === null ? null : timeColumn(table.timeColumn)
  const reader = table.reader(options.platform ?? 'other', times, options)
  const columnAt = new Map(header.columns.map((column, index) => [column, index]))
  const timeAt = times === null ? undefined : columnAt.get(times.column)
  let isOrderKnown = timeAt === undefined
  let rows = 0
  for await (const batch of tableRowBatches(file, header, table.escape)) {
    rows += batch.length
    if (!isOrderKnown && batch.some((row) => row.isRightWidth && isSlashed(row.cells[timeAt ?? -1] ?? ''))) {
      times?.decide(await orderOfTimes(table, file, header, timeAt ?? -1))
      isOrderKnown = true
    }
    for (let at = 0; at < batch.length; at += BATCH_ROWS) {
      yield batch.slice(at, at + BATCH_ROWS).map((row) => rowOf(reader, header, columnAt, file.path, row))
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'rows')
  return { owner: null, coverage: reader.coverage(), notes: [...notesOf(table, header, times), ...reader.notes()] }
}

/** Of each column that is read and stands there several times, its headings. */
function repeatedHeadings({ required, optional }: TableFormat, { columns, headings }: TableHeader): string[][] {
  return [...required, ...optional]
    .map((column) => headings.filter((_, at) => columns[at] === column))
    .filter(({ length }) => length > 1)
}

/** Which of two columns of one heading is meant nobody can know; of those that are not read it does not matter. */
function refuseRepeated(table: TableFormat, { path }: ExportFile, header: TableHeader): void {
  for (const headings of repeatedHeadings(table, header)) {
    const twice = headings.find((heading, at) => headings.findIndex((other) => isSame(heading, other)) < at)
    if (twice === undefined) continue
    const times = headings.filter((heading) => isSame(heading, twice)).length
    const expected = `one column "${twice}", not ${times}; keep the right one`
    throw new BrokenFile(path, `line ${header.line}`, expected)
  }
}

function isSame(heading: string, other: string): boolean {
  return heading.toLowerCase() === other.toLowerCase()
}

function isSlashed(cell: string): boolean {
  return slashedNumbers(cell) !== null
}

function rowOf(
  reader: TableReader,
  header: TableHeader,
  columnAt: ReadonlyMap<string, number>,
  path: string,
  { line, cells, isRightWidth, flaw }: TableRow,
): SourceRow {
  const place: RowPlace = { file: path, unit: 'line', row: line }
  try {
    const wrong = flaw === null ? wrongWidth(isRightWidth, cells, header) : flawedCell(flaw, cells, header)
    if (wrong !== null) return rejected(place, wrong, cells, header)
    return rowOfMade(
      place,
      reader.record((column) => cells[columnAt.get(column) ?? -1] ?? '', place),
    )
  } catch (error) {
    if (error instanceof WrongCell) return rejected(place, error, cells, header)
    throw error
  }
}

/** What is wrong with a row; no error, for a file may have millions of them. */
type Wrong = Parameters<typeof rejectedRow>[1]

function rejected(place: RowPlace, wrong: Wrong, cells: readonly string[], header: TableHeader): SourceRow {
  return { ...rejectedRow(place, wrong), original: originalRow(header.headings, cells) }
}

function flawedCell({ at, problem, fix }: Flaw, cells: readonly string[], header: TableHeader): Wrong {
  const column = at === null ? null : (header.columns[at] ?? null)
  return { column, value: at === null ? null : (cells[at] ?? null), problem, fix }
}

function wrongWidth(isRightWidth: boolean, cells: readonly string[], header: TableHeader): Wrong | null {
  if (isRightWidth) return null
  return {
    column: null,
    value: null,
    problem: `the row has ${cells.length} cells, the header has ${header.columns.length}`,
    fix: 'put texts that hold the delimiter or a line break in double quotes',
  }
}

/** Reads the whole column when its first slashed date is met: its last row may decide how its first is read. */
async function orderOfTimes(
  table: TableFormat,
  file: ExportFile,
  header: TableHeader,
  at: number,
): Promise<OrderOfColumn> {
  const watch = new DayMonthWatch()
  for await (const rows of tableRowBatches(file, header, table.escape)) {
    for (const { cells, isRightWidth } of rows) if (isRightWidth) watch.see(cells[at] ?? '')
  }
  return watch.order
}

function notesOf(table: TableFormat, header: TableHeader, times: TimeColumn | null): string[] {
  const notes: string[] = []
  if (header.encoding !== 'utf-8') notes.push(`read as ${header.encoding}`)
  if (header.line > 1) notes.push(`passed over ${header.line - 1} lines above the header`)
  const known = new Set([...table.required, ...table.optional])
  const isOurs = isRejectsTable(header.columns)
  const unknown = header.columns.filter(
    (column) => column !== '' && !known.has(column) && !(isOurs && isRejectsColumn(column)),
  )
  if (unknown.length > 0) notes.push(`columns not used: ${unknown.join(', ')}`)
  for (const headings of repeatedHeadings(table, header)) {
    notes.push(`columns that mean the same, the last one used: ${headings.join(', ')}`)
  }
  if (times !== null && times.unzoned > 0) notes.push(`${times.unzoned} times name no zone: read as UTC`)
  return notes
}
