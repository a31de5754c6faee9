import { BrokenFile } from '../refusal.ts'
import { numberText } from './number-text.ts'
import { momentText } from './serial-date.ts'
import type { SheetRow } from './workbook.ts'
import { type XlsRecord, XlsText, xlsRecords } from './xls-records.ts'
import type { SheetContext } from './xlsx-sheet.ts'

const FORMULA = 0x06
const END = 0x0a
const NUMBERS = 0xbd
const RICH_TEXT = 0xd6
const SHARED_TEXT = 0xfd
const NUMBER = 0x203
const TEXT = 0x204
const TRUTH_OR_ERROR = 0x205
const TEXT_OF_FORMULA = 0x207
const SHORT_NUMBER = 0x27e

/** As wide as an old sheet can be. */
const COLUMNS_MAX = 256

/** The rows of an old workbook's sheet, from the record that begins it. Throws {@link BrokenFile}. */
export function* xlsSheetRows(
  book: string,
  stream: Buffer,
  from: number,
  { strings, uses, epoch }: SheetContext,
): Generator<SheetRow> {
  let row: SheetRow | null = null
  /** The cell of a formula whose text is still to come. */
  let awaiting: Buffer | null = null
  const numberAt = (style: number, number: number): string =>
    uses[style] === 'moment' ? momentText(String(number), epoch) : numberText(String(number))

  for (const record of xlsRecords(book, stream, from)) {
    if (record.type === END) break
    const [data] = record.parts
    if (record.type === FORMULA) awaiting = isTextToCome(data) ? data : null
    const place = record.type === TEXT_OF_FORMULA ? awaiting : data
    const texts = place === null ? [] : textsOf(record, strings, numberAt)
    if (place === null || texts.every((text) => text === '')) continue
    const number = place.readUInt16LE(0) + 1
    if (row !== null && number < row.row) throw new BrokenFile(book, `row ${number} of a sheet`, 'rows in their order')
    if (row !== null && number > row.row) {
      yield row
      row = null
    }
    row ??= { row: number, cells: [] }
    const column = place.readUInt16LE(2)
    if (column + texts.length > COLUMNS_MAX) throw new BrokenFile(book, `row ${number} of a sheet`, 'columns up to IV')
    while (row.cells.length < column) row.cells.push('')
    for (const [at, text] of texts.entries()) row.cells[column + at] = text
  }
  if (row !== null) yield row
}

/** What a record writes into cells, the first in its own column; none for records that hold no cell. */
function textsOf(
  record: XlsRecord,
  strings: readonly string[],
  numberAt: (style: number, number: number) => string,
): string[] {
  const [data] = record.parts
  switch (record.type) {
    case SHARED_TEXT:
      return [strings[data.readUInt32LE(6)] ?? '']
    case TEXT:
    case RICH_TEXT:
      return [new XlsText(record, 6).next(2)]
    case TEXT_OF_FORMULA:
      return [new XlsText(record, 0).next(2)]
    case NUMBER:
      return [numberAt(data.readUInt16LE(4), data.readDoubleLE(6))]
    case SHORT_NUMBER:
      return [numberAt(data.readUInt16LE(4), shortNumber(data, 6))]
    case NUMBERS: {
      const texts: string[] = []
      for (let at = 4; at + 8 <= data.length; at += 6)
        texts.push(numberAt(data.readUInt16LE(at), shortNumber(data, at + 2)))
      return texts
    }
    case TRUTH_OR_ERROR:
      return [data.readUInt8(7) === 1 ? '' : data.readUInt8(6) === 1 ? 'TRUE' : 'FALSE']
    case FORMULA: {
      if (data.readUInt16LE(12) !== 0xffff) return [numberAt(data.readUInt16LE(4), data.readDoubleLE(6))]
      // A truth; an error and an empty text have nothing to show.
      return [data.readUInt8(6) === 1 ? (data.readUInt8(8) === 1 ? 'TRUE' : 'FALSE') : '']
    }
    default:
      return []
  }
}

function isTextToCome(data: Buffer): boolean {
  return data.readUInt16LE(12) === 0xffff && data.readUInt8(6) === 0
}

/** A number in 32 bits: a whole one or the upper half of a double, either perhaps in hundredths. */
function shortNumber(data: Buffer, at: number): number {
  const bits = data.readInt32LE(at)
  let number = bits >> 2
  if ((bits & 2) === 0) {
    const double = Buffer.alloc(8)
    double.writeInt32LE(bits & ~3, 4)
    number = double.readDoubleLE(0)
  }
  return (bits & 1) === 0 ? number : number / 100
}
