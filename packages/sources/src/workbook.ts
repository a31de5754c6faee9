import { readFile, stat } from 'node:fs/promises'
import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { stringify } from 'csv-stringify/sync'
import type { ExportFile } from './export.ts'
import { BrokenFile, EmptyExport, NotData, UnsafeArchive } from './refusal.ts'
import { zipFiles } from './zip.ts'

/** A workbook is read whole: more than this would not fit beside everything else. */
const WORKBOOK_BYTES_MAX = 64 * 1024 * 1024

/** What its parts may unpack to; a million rows of ten columns are some 300 MB. */
const UNPACKED_BYTES_MAX = 512 * 1024 * 1024

/** Rows written out at a time. */
const ROWS_AT_ONCE = 1000

/** Whole numbers from here on have lost their last digits in a spreadsheet, which keeps 15 of them. */
const ROUNDED_FROM = 1e15

/** True for an old Office document (.xls, .doc), by its first bytes. */
export function isOldOffice(head: Buffer): boolean {
  return head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))
}

/** True where the files of a zip are the parts of a workbook. */
export function isWorkbook(files: readonly ExportFile[]): boolean {
  return files.some((file) => file.path === 'xl/workbook.xml' || file.path === 'xl/workbook.bin')
}

/**
 * The sheets of a workbook (.xlsx, .xls) as tables: each opens as CSV in UTF-8, in which a line is a row of the sheet as
 * long as no cell holds a line break. Dates are written in ISO 8601 as UTC, numbers whole, formulas as what they came
 * to; numbers that the spreadsheet has rounded stand as `6.49E+17`, so that nobody takes them for ids. Hidden sheets and
 * those without a cell are passed over.
 *
 * Holds the workbook in memory while a sheet is read. Throws {@link EmptyExport}, {@link UnsafeArchive} for one that is
 * too large, {@link NotData} for one that needs a password or is another document, and {@link BrokenFile}.
 */
export async function workbookSheets(path: string, name: string): Promise<ExportFile[]> {
  const { size } = await stat(path)
  if (size > WORKBOOK_BYTES_MAX) {
    throw new UnsafeArchive(
      name,
      `the workbook is larger than ${WORKBOOK_BYTES_MAX} bytes; save the sheet as CSV instead`,
    )
  }
  const book = await opened(path, name)
  const sheets = book.SheetNames.filter((_, index) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) === 0)
  const files: ExportFile[] = []
  for (const sheetName of sheets) {
    const sheet = book.Sheets[sheetName]
    if (sheet === undefined || rowsOf(sheet).length === 0) continue
    let bytes = 0
    for (const chunk of csvOf(sheet, book)) bytes += chunk.length
    files.push({
      path: pathOf(sheetName),
      bytes,
      async *open() {
        const again = await opened(path, name)
        const found = again.Sheets[sheetName]
        if (found !== undefined) yield* csvOf(found, again)
      },
    })
  }
  if (files.length === 0) throw new EmptyExport(name, 'rows')
  return files
}

/** A sheet's name as a file's: slashes part folders there. */
function pathOf(sheetName: string): string {
  return sheetName.replaceAll(/[/\\]/g, ' ').trim() || 'sheet'
}

async function opened(path: string, name: string): Promise<WorkBook> {
  const bytes = await readFile(path)
  if (!isOldOffice(bytes)) await refuseLargeParts(path, name)
  try {
    const book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellHTML: false,
      cellText: false,
    })
    if (book.SheetNames.length > 0) return book
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(message)) {
      throw new NotData(name, 'a workbook that needs a password', 'save it without one and hand that in')
    }
    throw new BrokenFile(name, 'its sheets', `a whole workbook (${message.slice(0, 200)})`)
  }
  throw new NotData(name, 'an Office document without sheets', 'save the table as CSV (UTF-8)')
}

/** The same bounds as for any zip, and one on the whole, for all of it is held at once. */
async function refuseLargeParts(path: string, name: string): Promise<void> {
  const parts = await zipFiles(path, name)
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  if (bytes > UNPACKED_BYTES_MAX) {
    throw new UnsafeArchive(name, `the workbook would unpack to ${bytes} bytes; save the sheet as CSV instead`)
  }
}

function rowsOf(sheet: WorkSheet): (CellObject | undefined)[][] {
  return (sheet['!data'] as (CellObject | undefined)[][] | undefined) ?? []
}

function* csvOf(sheet: WorkSheet, book: WorkBook): Generator<Buffer> {
  const rows = rowsOf(sheet)
  const startsIn1904 = book.Workbook?.WBProps?.date1904 === true
  let width = 0
  for (const row of rows) width = Math.max(width, row?.length ?? 0)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const cells: string[][] = []
    for (let at = from; at < Math.min(from + ROWS_AT_ONCE, rows.length); at++) {
      const row = rows[at] ?? []
      cells.push(Array.from({ length: width }, (_, column) => textOf(row[column], startsIn1904)))
    }
    yield Buffer.from(stringify(cells))
  }
}

function textOf(cell: CellObject | undefined, startsIn1904: boolean): string {
  if (cell === undefined || cell.t === 'e' || cell.v === undefined || cell.v === null) return ''
  if (typeof cell.v === 'boolean') return cell.v ? 'true' : 'false'
  if (typeof cell.v !== 'number') return String(cell.v)
  if (typeof cell.z === 'string' && SSF.is_date(cell.z)) return dateOf(cell.v, startsIn1904) ?? String(cell.v)
  if (Number.isInteger(cell.v) && Math.abs(cell.v) >= ROUNDED_FROM) return cell.v.toExponential().toUpperCase()
  return String(cell.v)
}

/** A serial day, of which the fraction is the time, in ISO 8601. Spreadsheets know no zones. */
function dateOf(serial: number, startsIn1904: boolean): string | null {
  // Serial 60 is a 29 February 1900 that never was.
  const days = serial + (startsIn1904 ? 1462 : 0)
  const time = Math.round((days - 25_569) * 24 * 60 * 60) * 1000
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return null
  const iso = new Date(time).toISOString().replace('.000Z', '')
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso.replace('T', ' ')
}
