import type { ExportFile } from '../export.ts'
import { numberText } from './number-text.ts'
import { momentText, type NumberUse } from './serial-date.ts'
import { COLUMNS_MAX, ROWS_MAX, type SheetRow } from './workbook.ts'
import { StringText, unescaped } from './xlsx-strings.ts'
import { readXml, type XmlTaker } from './xml-parts.ts'

/** What a sheet's cells refer to. */
export interface SheetContext {
  strings: readonly string[]
  /** By the number of a cell's style. */
  uses: readonly NumberUse[]
  epoch: 1900 | 1904
}

/** The rows of a sheet as it is read, one piece of its XML at a time. */
export async function* sheetRows(book: string, part: ExportFile, context: SheetContext): AsyncGenerator<SheetRow> {
  const reader = new SheetReader(context)
  for await (const _ of readXml(book, part, reader)) {
    yield* reader.rows
    reader.rows = []
  }
}

class SheetReader implements XmlTaker {
  rows: SheetRow[] = []
  readonly #context: SheetContext
  readonly #inline = new StringText()
  #row = 0
  #column = 0
  #cells: string[] = []
  #type = ''
  #style = 0
  #value = ''
  #isValue = false

  constructor(context: SheetContext) {
    this.#context = context
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#inline.open(name)
    if (name === 'row') {
      const row = Number(attributes['r'])
      // A row that names none, or one that was there, comes after the one before.
      this.#row = Number.isInteger(row) && row > this.#row ? row : this.#row + 1
      this.#column = 0
      this.#cells = []
    } else if (name === 'c') {
      const column = columnOf(attributes['r'] ?? '')
      this.#column = column ?? this.#column + 1
      this.#type = attributes['t'] ?? 'n'
      this.#style = Number(attributes['s'] ?? 0)
      this.#value = ''
    } else if (name === 'v') this.#isValue = true
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text
    else this.#inline.add(text)
  }

  close(name: string): void {
    this.#inline.close(name)
    if (name === 'v') this.#isValue = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row' && this.#cells.length > 0 && this.#row <= ROWS_MAX) {
      this.rows.push({ row: this.#row, cells: Array.from(this.#cells, (cell) => cell ?? '') })
    }
  }

  #endCell(): void {
    const text = this.#cellText(this.#inline.take())
    if (text !== '' && this.#column <= COLUMNS_MAX) this.#cells[this.#column - 1] = text
  }

  /** A formula's cell has the value that it had when the book was saved. An error has none. */
  #cellText(inline: string): string {
    const value = this.#value
    switch (this.#type) {
      case 's':
        return this.#context.strings[Number(value)] ?? ''
      case 'inlineStr':
        return inline
      case 'str':
        return unescaped(value)
      case 'b':
        return value.trim() === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        return ''
      case 'd':
        return value.trim()
      default:
        return this.#context.uses[this.#style] === 'moment' ? momentText(value, this.#context.epoch) : numberText(value)
    }
  }
}

/** The column that a cell such as `AB12` stands in, from 1. */
function columnOf(reference: string): number | null {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) & 0xdf) - 0x40
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column === 0 ? null : column
}
