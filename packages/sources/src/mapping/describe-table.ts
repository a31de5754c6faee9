import { DayMonthWatch, type OrderOfColumn } from '../day-month-order.ts'
import { type Encoding, encodingOf, utf8Bytes } from '../encoding.ts'
import type { ExportFile } from '../export.ts'
import { refuseOtherKinds } from '../file-kind.ts'
import { type Delimiter, findHeader, type TableHeader } from '../header.ts'
import { ExportRefused } from '../refusal.ts'
import { tableRowBatches } from '../table.ts'
import { TableScanner } from '../table-scanner.ts'
import { type ColumnKind, isAbsent, isNumber, isTime, isUrl, kindOfColumn } from './column-kind.ts'
import { columnName } from './column-name.ts'

/** A column as a person is shown it, and as suggestions are made of it. */
export interface DescribedColumn {
  /** As the file writes it. */
  heading: string
  kind: ColumnKind
  /** For a column of times: what its slashed dates say of day and month. */
  dayMonthOrder: OrderOfColumn
  /** The first cells that are not empty, in order, repeats and all; at most 20. */
  samples: string[]
  /** All cells that were looked at, one a row. */
  cells: string[]
}

export interface DescribedTable {
  /** Path inside the export. */
  file: string
  encoding: Encoding
  delimiter: Delimiter
  /** Line of the header, from 1. */
  headerLine: number
  /** All headings as the file writes them, those without a column below included. */
  headings: string[]
  /** Columns that can be named: with a heading of their own. Of several with one heading, the last. */
  columns: DescribedColumn[]
  /** Rows that were looked at. */
  rows: number
}

/** It has rows but none that names its columns. */
export class NoHeader extends ExportRefused {
  override name = 'NoHeader'
  constructor(file: string) {
    super(
      file,
      'none of its first 20 rows names the columns; write a first row with a name for each column, and hand it in again',
    )
  }
}

/** Headings are looked for in the same rows as by every reader of tables. */
const HEADER_LINES_MAX = 20

/** Rows looked at for what a column holds: among two hundred dates one is after the twelfth. */
const SAMPLED_ROWS = 200

const SAMPLES_MAX = 20

/** Enough of a cell to know it by; a text can be megabytes long. */
const CELL_MAX = 500

const HEAD_BYTES = 256 * 1024

/**
 * What a table looks like whose format nobody knows: how it is written, where its header is, and what its columns hold,
 * from its first 200 rows. Throws {@link NoHeader}, and {@link ExportRefused} for what is no table.
 */
export async function describeTable(file: ExportFile): Promise<DescribedTable> {
  await refuseOtherKinds(file)
  const header = await headerOf(file)
  const at = new Map(header.columns.map((name, index) => [name, index]))
  at.delete('')
  const cells = new Map<string, string[]>([...at.keys()].map((name) => [name, []]))
  let rows = 0
  reading: for await (const batch of tableRowBatches(file, header)) {
    for (const row of batch) {
      if (!row.isRightWidth) continue
      for (const [name, index] of at) cells.get(name)?.push((row.cells[index] ?? '').slice(0, CELL_MAX))
      rows++
      if (rows === SAMPLED_ROWS) break reading
    }
  }
  const { encoding, delimiter, line, headings } = header
  const columns = [...at].map(([name, index]) => described(headings[index] ?? name, cells.get(name) ?? []))
  return { file: file.path, encoding, delimiter, headerLine: line, headings, columns, rows }
}

function described(heading: string, cells: string[]): DescribedColumn {
  const kind = kindOfColumn(cells)
  const watch = new DayMonthWatch()
  for (const cell of cells) watch.see(cell)
  const samples = cells.filter((cell) => !isAbsent(cell)).slice(0, SAMPLES_MAX)
  return { heading, kind, dayMonthOrder: watch.order, samples, cells }
}

async function headerOf(file: ExportFile): Promise<TableHeader> {
  const head = await headBytes(file)
  // What begins so is JSON or XML, whatever its lines look like.
  const headings = /^\s*[[{<]/.test(head.subarray(0, 1000).toString('utf8')) ? null : headingsIn(head)
  const header = headings === null ? null : await findHeader(file, [...new Set(headings.map(columnName))])
  if (header === null) throw new NoHeader(file.path)
  return header
}

async function headBytes(file: ExportFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of utf8Bytes(file, await encodingOf(file))) {
    chunks.push(Uint8Array.from(chunk))
    bytes += chunk.length
    if (bytes >= HEAD_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES)
}

/** How a table would be cut by one delimiter, and which of its rows is then the header. */
interface Cut {
  headings: string[]
  /** Rows of the header's width, each counting more the wider it is: what a delimiter cuts evenly it was written with. */
  worth: number
}

function headingsIn(head: Buffer): string[] | null {
  let best: Cut | null = null
  for (const delimiter of [',', ';', '\t'] as const) {
    const cut = cutBy(delimiter, head)
    if (cut !== null && cut.worth > (best?.worth ?? -1)) best = cut
  }
  return best?.headings ?? null
}

function cutBy(delimiter: Delimiter, head: Buffer): Cut | null {
  const scanner = new TableScanner({ delimiter, line: 1, width: Number.POSITIVE_INFINITY, escape: 'doubled' })
  const rows = [...scanner.scan(head), ...scanner.finish()].slice(0, SAMPLED_ROWS)
  let best: Cut | null = null
  for (const { cells, line } of rows) {
    if (line > HEADER_LINES_MAX) break
    if (!isHeaderLike(cells)) continue
    const width = widthOf(cells)
    const fitting = rows.filter(
      (row) => row.line > line && row.cells.length >= width && widthOf(row.cells) <= cells.length,
    )
    const worth = fitting.length * Math.log2(width + 0.1)
    if (worth > (best?.worth ?? -1))
      best = { headings: cells.slice(0, width).filter((cell) => cell.trim() !== ''), worth }
  }
  return best
}

/** Without the empty cells at its end, which spreadsheets add. */
function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

/** Names of columns are short, not all the same, and neither numbers nor dates, links or accounts. */
function isHeaderLike(cells: readonly string[]): boolean {
  const named = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (named.length === 0 || named.length < widthOf(cells) / 2) return false
  const isData = (cell: string) => isNumber(cell) || isTime(cell) || isUrl(cell) || cell.startsWith('@')
  if (named.some((cell) => cell.length > 200) || !named.some((cell) => /\p{L}/u.test(cell))) return false
  return named.filter(isData).length <= named.length / 4 && new Set(named.map(columnName)).size >= named.length / 2
}
