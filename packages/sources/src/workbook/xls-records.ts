import { BrokenFile } from '../refusal.ts'

/** One record of an old workbook: what follows it where it was too long for one is in `parts` after the first. */
export interface XlsRecord {
  type: number
  parts: [Buffer, ...Buffer[]]
}

const CONTINUE = 0x3c

/** The records from a place on, up to the end of the bytes. Throws {@link BrokenFile} where one is longer than what is left. */
export function* xlsRecords(book: string, bytes: Buffer, from: number): Generator<XlsRecord> {
  let record: XlsRecord | null = null
  let at = from
  while (at + 4 <= bytes.length) {
    const type = bytes.readUInt16LE(at)
    const end = at + 4 + bytes.readUInt16LE(at + 2)
    if (end > bytes.length) throw new BrokenFile(book, `byte ${at} of its records`, 'a whole record')
    const data = bytes.subarray(at + 4, end)
    if (type === CONTINUE && record !== null) record.parts.push(data)
    else {
      if (record !== null) yield record
      record = { type, parts: [data] }
    }
    at = end
  }
  if (record !== null) yield record
}

/**
 * Reads texts out of a record, which may break off in any of them: where the characters go on in the next part, that
 * begins with how they are written there. Throws a RangeError past the end.
 */
export class XlsText {
  readonly #parts: readonly Buffer[]
  #part = 0
  #at: number

  constructor({ parts }: XlsRecord, from: number) {
    this.#parts = parts
    this.#at = from
  }

  /** The next text; `lengthBytes` is how many bytes say how long it is. */
  next(lengthBytes: 1 | 2): string {
    const length = lengthBytes === 1 ? this.#byte() : this.#short()
    const flags = this.#byte()
    const runs = (flags & 8) === 0 ? 0 : this.#short()
    const moreBytes = (flags & 4) === 0 ? 0 : this.#short() + this.#short() * 0x10000
    const text = this.#characters(length, (flags & 1) === 1)
    this.#skip(runs * 4 + moreBytes)
    return text
  }

  #characters(length: number, isWide: boolean): string {
    let text = ''
    let left = length
    let wide = isWide
    while (left > 0) {
      if (this.#at >= this.#current().length) {
        this.#turn()
        wide = (this.#byte() & 1) === 1
      }
      const part = this.#current()
      const count = Math.min(left, Math.floor((part.length - this.#at) / (wide ? 2 : 1)))
      const end = this.#at + count * (wide ? 2 : 1)
      text += part.toString(wide ? 'utf16le' : 'latin1', this.#at, end)
      left -= count
      // A half character at a part's end is none.
      this.#at = count === 0 ? part.length : end
    }
    return text
  }

  #skip(count: number): void {
    let left = count
    while (left > 0) {
      const here = Math.min(left, this.#current().length - this.#at)
      this.#at += here
      left -= here
      if (left > 0) this.#turn()
    }
  }

  #current(): Buffer {
    const part = this.#parts[this.#part]
    if (part === undefined) throw new RangeError('a text goes on past its record')
    return part
  }

  #turn(): void {
    this.#part++
    this.#at = 0
    this.#current()
  }

  #byte(): number {
    while (this.#at >= this.#current().length) this.#turn()
    return this.#current().readUInt8(this.#at++)
  }

  #short(): number {
    return this.#byte() + this.#byte() * 256
  }
}
