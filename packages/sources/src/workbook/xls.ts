import { BrokenFile, NotData, UnsafeArchive } from '../refusal.ts'
import { compoundStreams } from './compound-file.ts'
import { isMomentFormat, type NumberUse, useOfFormat } from './serial-date.ts'
import type { SheetRow, Workbook } from './workbook.ts'
import { type XlsRecord, XlsText, xlsRecords } from './xls-records.ts'
import { xlsSheetRows } from './xls-sheet.ts'

const END = 0x0a
const DATE_MODE = 0x22
const PASSWORD = 0x2f
const SHEET = 0x85
const CELL_FORMAT = 0xe0
const STRINGS = 0xfc
const NUMBER_FORMAT = 0x41e
const BEGIN = 0x809

/** Excel 97 to 2003; what is older writes its texts in another way. */
const VERSION = 0x600

/**
 * An old workbook (.xls, Excel 97 to 2003). It is held whole; numbers have 53 bits there, so that longer ids are lost in
 * it. Formulas have the value that they had when it was saved.
 *
 * Throws {@link UnsafeArchive} for one with a password, {@link NotData} for other documents, {@link BrokenFile}.
 * Source: [MS-XLS].
 */
export function openXls(book: string, bytes: Buffer): Workbook {
  try {
    const streams = compoundStreams(book, bytes)
    if (streams.has('EncryptedPackage')) throw locked(book)
    const stream = streams.get('Workbook')?.()
    if (stream !== undefined) return workbookIn(book, stream)
    if (streams.has('Book')) throw beforeOurs(book)
    throw new NotData(book, 'an old Office document without sheets (.doc, .ppt)', 'save its table as CSV (UTF-8)')
  } catch (error) {
    throw refusalOf(book, error)
  }
}

function beforeOurs(book: string): NotData {
  return new NotData(book, 'a workbook of before 1997', 'save it as an Excel workbook (.xlsx)')
}

function locked(book: string): UnsafeArchive {
  return new UnsafeArchive(book, 'has a password; save it without one')
}

/** Reading past the end of a buffer is a record that is shorter than its kind. */
function refusalOf(book: string, error: unknown): unknown {
  return error instanceof RangeError ? new BrokenFile(book, 'its records', `whole records (${error.message})`) : error
}

function* wholeRows(book: string, rows: Iterable<SheetRow>): Generator<SheetRow> {
  try {
    yield* rows
  } catch (error) {
    throw refusalOf(book, error)
  }
}

function workbookIn(book: string, stream: Buffer): Workbook {
  let epoch: 1900 | 1904 = 1900
  let strings: string[] = []
  const formats = new Map<number, string>()
  const formatOfStyle: number[] = []
  const listed: { name: string; from: number }[] = []
  for (const record of xlsRecords(book, stream, 0)) {
    const [data] = record.parts
    if (record.type === BEGIN && data.readUInt16LE(0) !== VERSION) throw beforeOurs(book)
    if (record.type === PASSWORD) throw locked(book)
    if (record.type === DATE_MODE) epoch = data.readUInt16LE(0) === 1 ? 1904 : 1900
    else if (record.type === NUMBER_FORMAT) formats.set(data.readUInt16LE(0), new XlsText(record, 2).next(2))
    else if (record.type === CELL_FORMAT) formatOfStyle.push(data.readUInt16LE(2))
    else if (record.type === STRINGS) strings = sharedStrings(record)
    // Hidden ones are left out, and so are charts and macros.
    else if (record.type === SHEET && (data.readUInt8(4) & 3) === 0 && data.readUInt8(5) === 0) {
      listed.push({ name: new XlsText(record, 6).next(1), from: data.readUInt32LE(0) })
    } else if (record.type === END) break
  }
  const uses = formatOfStyle.map((id): NumberUse => {
    const code = formats.get(id)
    if (code !== undefined) return useOfFormat(code)
    return isMomentFormat(id) ? 'moment' : 'number'
  })
  return {
    sheets: listed.map(({ name, from }) => ({
      name,
      bytes: stream.length,
      rows: () => wholeRows(book, xlsSheetRows(book, stream, from, { strings, uses, epoch })),
    })),
  }
}

function sharedStrings(record: XlsRecord): string[] {
  const [data] = record.parts
  const count = data.readUInt32LE(4)
  const text = new XlsText(record, 8)
  const strings: string[] = []
  // Each takes three bytes at the least: a count beyond that ends in a text that is not there.
  while (strings.length < count) strings.push(text.next(2))
  return strings
}
