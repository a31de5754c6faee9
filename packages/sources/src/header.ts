import { type Encoding, encodingOf, utf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import { TableScanner } from './table-scanner.ts'

/** Tools write titles, date ranges and notes above the header; none is known to write more than this. */
const HEADER_LINES_MAX = 20

/** Twenty lines of the widest table known are far smaller. */
const HEAD_BYTES = 256 * 1024

const DELIMITERS = [',', ';', '\t'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** Where a table's header is and how the table is written. */
export interface TableHeader {
  encoding: Encoding
  delimiter: Delimiter
  /** Line of the header, counted from 1; in a sheet its row. */
  line: number
  /** Bytes before the first line below the header, in UTF-8 without a byte order mark. */
  bytes: number
  /** Column names: trimmed, lower case, in order, with single blanks. */
  columns: string[]
  /** The same as the file writes them, trimmed. */
  headings: string[]
  /** Of the columns asked for, those that are there and those that are not. */
  found: string[]
  missing: string[]
}

/**
 * Finds the row among the first 20 that names most of the columns asked for, in any order, case and delimiter
 * (comma, semicolon, tab); a heading that is another name of a column counts as that column. `null` where no row names
 * any. The first such row wins a draw.
 */
export async function findHeader(
  file: ExportFile,
  wanted: readonly string[],
  aliases: Readonly<Record<string, readonly string[]>> = {},
): Promise<TableHeader | null> {
  const nameOf = new Map(Object.entries(aliases).flatMap(([name, others]) => others.map((other) => [other, name])))
  const encoding = await encodingOf(file)
  const lines = await headLines(file, encoding)
  let best: TableHeader | null = null
  let bytes = 0
  for (const [index, line] of lines.entries()) {
    bytes += Buffer.byteLength(line)
    for (const delimiter of DELIMITERS) {
      const headings = cellsOf(line, delimiter).map((cell) => cell.trim())
      const columns = headings.map((heading) => {
        const name = heading.toLowerCase().replaceAll(/\s+/g, ' ')
        return nameOf.get(name) ?? name
      })
      const found = wanted.filter((column) => columns.includes(column))
      if (found.length <= (best?.found.length ?? 0)) continue
      const missing = wanted.filter((column) => !columns.includes(column))
      best = { encoding, delimiter, line: index + 1, bytes, columns, headings, found, missing }
    }
  }
  return best
}

/** A file's first lines are kept where they are as short as tables have them: dozens of formats look for their columns. */
const KEPT_CHARACTERS = 16 * 1024

const kept = new WeakMap<ExportFile, readonly string[]>()

/** The lines, or of a sheet the rows, among which a header is looked for. */
async function headLines(file: ExportFile, encoding: Encoding): Promise<readonly string[]> {
  const known = kept.get(file)
  if (known !== undefined) return known
  const head = await headText(file, encoding)
  const lines = file.isSheet === true ? firstRows(head) : firstLines(head)
  if (lines.reduce((characters, line) => characters + line.length, 0) <= KEPT_CHARACTERS) {
    // Copies: a piece of a text keeps all of the text in memory.
    kept.set(
      file,
      lines.map((line) => Buffer.from(line).toString()),
    )
  }
  return lines
}

async function headText(file: ExportFile, encoding: Encoding): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of utf8Bytes(file, encoding)) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= HEAD_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString('utf8')
}

/** The first lines with their line ends. */
function firstLines(text: string): string[] {
  const lines: string[] = []
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)) {
    lines.push(match[0])
    if (lines.length === HEADER_LINES_MAX) break
  }
  return lines
}

/** The same for a sheet, whose cells may hold line breaks: quotes are closed there, so that an odd one opens a cell. */
function firstRows(text: string): string[] {
  const rows: string[] = []
  let isOpen = false
  for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)) {
    if (isOpen) rows.push(`${rows.pop() ?? ''}${line}`)
    else if (rows.length === HEADER_LINES_MAX) break
    else rows.push(line)
    if (line.split('"').length % 2 === 0) isOpen = !isOpen
  }
  return rows
}

function cellsOf(line: string, delimiter: Delimiter): string[] {
  const text = line.replace(/[\r\n]+$/, '')
  const scanner = new TableScanner({ delimiter, line: 1, width: Number.POSITIVE_INFINITY, escape: 'doubled' })
  const [row] = [...scanner.scan(Buffer.from(text)), ...scanner.finish()]
  // A line of a preamble may hold half a quoted text; its quotes then mean nothing.
  return scanner.brokenLine === null ? (row?.cells ?? []) : text.split(delimiter)
}
