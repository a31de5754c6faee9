import type { ExportFile } from '../export.ts'
import { readWholeXml, type XmlTaker } from './xml-parts.ts'

/** Gathers the text of a shared or inline string: its runs one after the other, without how they are to be pronounced. */
export class StringText {
  #text = ''
  #isText = false
  #pronounced = 0

  open(name: string): void {
    if (name === 'rPh') this.#pronounced++
    this.#isText = name === 't' && this.#pronounced === 0
  }

  close(name: string): void {
    if (name === 'rPh') this.#pronounced--
    if (name === 't') this.#isText = false
  }

  add(text: string): void {
    if (this.#isText) this.#text += text
  }

  /** What was gathered; the next starts empty. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return unescaped(text)
  }
}

/** `_x000D_` stands for a character that XML cannot hold, and `_x005F_` for the line before such a thing. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** The texts that cells name by number. All are held: any row may name any of them. */
export async function sharedStrings(book: string, part: ExportFile): Promise<string[]> {
  const strings: string[] = []
  const string = new StringText()
  const taker: XmlTaker = {
    open: (name) => string.open(name),
    text: (text) => string.add(text),
    close(name) {
      string.close(name)
      // A copy: a text that was cut out of a piece of the file would keep the whole piece in memory.
      if (name === 'si') strings.push(Buffer.from(string.take()).toString())
    },
  }
  await readWholeXml(book, part, taker)
  return strings
}
