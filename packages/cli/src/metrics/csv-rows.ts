import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { BadInput } from './bad-input.ts'

const DELIMITERS = [',', '\t', ';'] as const

/** More than any header takes. */
const HEADER_BYTES_MAX = 65_536

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number
  /** The cell of a column, trimmed; `null` where the file has no such column. */
  cell: (column: string) => string | null
}

/**
 * The rows of a CSV file with a header, one at a time: comma, TAB or semicolon, whichever the header has most of.
 * Column names are compared without regard to case; a byte order mark and blank lines are passed over.
 *
 * Throws {@link BadInput} for a file that cannot be opened, a missing column, a row of another length than the header,
 * broken quoting, and a file without a row. Streams: holds one row at a time.
 */
export async function* csvRows(file: string, needed: readonly string[]): AsyncGenerator<CsvRow> {
  const delimiter = await delimiterOf(file)
  const parser = parse({ bom: true, delimiter, relax_column_count: true, skip_empty_lines: true })
  const source = createReadStream(file)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let columns: Map<string, number> | undefined
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++
      if (columns === undefined) {
        columns = columnsOf(file, record, needed)
        continue
      }
      if (record.length !== columns.size) {
        throw new BadInput(`${file}, row ${row}: ${record.length} cells, expected ${columns.size} as in the header`)
      }
      const places = columns
      yield { row, cell: (column) => cellAt(record, places.get(column)) }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BadInput(`${file}, after row ${row}: ${error.message}`)
    throw error
  } finally {
    source.destroy()
  }
  if (row < 2) throw new BadInput(`${file}: no rows, expected a header (${needed.join(', ')}) and rows below it`)
}

function cellAt(record: string[], place: number | undefined): string | null {
  return place === undefined ? null : (record[place]?.trim() ?? null)
}

function columnsOf(file: string, header: string[], needed: readonly string[]): Map<string, number> {
  const names = header.map((name) => name.trim().toLowerCase())
  const columns = new Map(names.map((name, place) => [name, place]))
  const twice = names.find((name, place) => columns.get(name) !== place)
  if (twice !== undefined) throw new BadInput(`${file}: column '${twice}' appears twice in the header`)
  for (const column of needed) {
    if (columns.has(column)) continue
    const found = names.slice(0, 8).join(', ').slice(0, 200)
    throw new BadInput(`${file}: no column '${column}' in the header (found: ${printable(found)})`)
  }
  return columns
}

/** A binary file's first line would garble the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, '?')
}

async function delimiterOf(file: string): Promise<string> {
  await using handle = await openForReading(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES_MAX), 0, HEADER_BYTES_MAX, 0)
  const header = buffer.toString('utf8', 0, bytesRead).split(/[\r\n]/, 1)[0] ?? ''
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

async function openForReading(file: string) {
  try {
    return await open(file)
  } catch (error) {
    throw new BadInput(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
}
