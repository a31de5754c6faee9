import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { utf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import type { TableHeader } from './header.ts'
import { BrokenFile } from './refusal.ts'

/** A row of a table. `cells` follow the header's columns; a row of another width has no meaning by column. */
export interface TableRow {
  /** The line of the row's first character, from 1, the header and all above it counted. */
  line: number
  cells: string[]
  isRightWidth: boolean
}

/** A row longer than this is a quote that was never closed. */
const ROW_BYTES_MAX = 4 * 1024 * 1024

/**
 * The rows below a table's header, one at a time; blank rows are passed over.
 *
 * A quote inside an unquoted cell is a character like others. Empty cells beyond the header's width are dropped:
 * spreadsheets add them. Throws {@link BrokenFile} for a quote that is never closed.
 */
export async function* tableRows(file: ExportFile, header: TableHeader): AsyncGenerator<TableRow> {
  let rowsBeforeBreak: number | null = null
  const parser = parse({
    delimiter: header.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // The row as written: the parser's own line count goes wrong on CRLF inside quotes.
    raw: true,
    max_record_size: ROW_BYTES_MAX,
    // As a skip and not as an error, which would throw away the good rows that wait in the stream.
    skip_records_with_error: true,
    on_skip() {
      rowsBeforeBreak ??= parser.info.records
      return undefined
    },
  })
  // A failing reader destroys the parser with its error, which the loop below then meets.
  const rows: AsyncIterable<{ raw: string; record: string[] }> = pipeline(
    bytesBelow(utf8Bytes(file, header.encoding), header.bytes, () => rowsBeforeBreak !== null),
    parser,
    () => {},
  )
  const width = header.columns.length
  let line = header.line + 1
  let rowsRead = 0
  for await (const { raw, record } of rows) {
    if (rowsRead === rowsBeforeBreak) break
    rowsRead++
    const start = line + lineEnds(/^[\r\n]*/.exec(raw)?.[0] ?? '')
    line += lineEnds(raw)
    if (record.every((cell) => cell.trim() === '')) continue
    while (record.length > width && record.at(-1) === '') record.pop()
    yield { line: start, cells: record, isRightWidth: record.length === width }
  }
  if (rowsBeforeBreak !== null) {
    throw new BrokenFile(file.path, `the row that starts at line ${line}`, 'a quoted text that is closed')
  }
}

async function* bytesBelow(
  chunks: AsyncIterable<Uint8Array>,
  count: number,
  isOver: () => boolean,
): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const chunk of chunks) {
    if (isOver()) return
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}

/** Line ends as people count them. Of a CRLF that ends a row the parser hands over the CR only: still one. */
function lineEnds(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) count++
  }
  return count
}
