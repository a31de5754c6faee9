import type { LosslessJson } from './lossless-json.ts'

/** Nobody nests data this deep; what does was made to exhaust a stack. */
const DEPTH_MAX = 512

/** What a byte is for the walk through arrays and objects; all else is for JSON.parse to judge. */
const QUOTE = 1
const OPEN = 2
const CLOSE = 3
const NUMBER = 4
const KINDS = new Uint8Array(256)
KINDS[0x22] = QUOTE
for (const byte of Buffer.from('[{')) KINDS[byte] = OPEN
for (const byte of Buffer.from(']}')) KINDS[byte] = CLOSE
for (const byte of Buffer.from('-0123456789')) KINDS[byte] = NUMBER

const STRING_STOPS = marked('"\\')
const NUMBER_BYTES = marked('0123456789+-.eE')
const SPACES = marked(' \t\n\r')
const SCALAR_ENDS = marked(' \t\n\r,:]}')

const BACKSLASH = 0x5c

/** Whole numbers of fewer digits are exact as JavaScript numbers. */
const LONG_DIGITS = 16

/** Whole as JSON writes it: a number with a leading zero is none, and must not become a text. */
const WHOLE_NUMBER = /^-?[1-9]\d*$/

/** Which values of a JSON text are handed over: the one that it is, or the items of an array, of several, or of one at a key. */
export type Wanted = 'document' | 'items' | 'items of lists' | { itemsAt: string }

/** What may come next where the walk is in no value. */
type Expected =
  | 'document'
  | 'array'
  | 'first item'
  | 'item'
  | 'comma after item'
  | 'object'
  | 'first key'
  | 'key'
  | 'colon'
  | 'member'
  | 'comma after member'
  | 'nothing'

/** The problem of a text that is right as far as it goes. */
export const BREAKS_OFF = 'the text breaks off before its end'

/**
 * Cuts JSON in UTF-8, handed over piece by piece, into its values without building what lies around them. Each value is
 * read by JSON.parse, so that what is handed over is what JSON allows; whole numbers beyond 2^53 are kept as text.
 *
 * Holds one value at a time, of at most `bytesMax` bytes and 512 levels.
 */
export class JsonSplitter {
  readonly #wanted: Wanted
  readonly #bytesMax: number
  #expected: Expected
  #bytes: Buffer = Buffer.alloc(0)
  #used = 0
  /** Where the walk stands, and where the value that it is in starts. */
  #at = 0
  #start = 0
  #isInValue = false
  #isInString = false
  #depth = 0
  /** Starts and ends of numbers of many digits, counted from the value's start. */
  #longNumbers: number[] = []
  #isWantedKey = false
  /** The value is one to pass over, and its beginning is held no more. */
  #isUnheld = false
  #values: LosslessJson[] = []
  /** Why nothing more can be read. */
  problem: string | null = null

  constructor(wanted: Wanted, bytesMax: number) {
    this.#wanted = wanted
    this.#bytesMax = bytesMax
    this.#expected = wanted === 'document' ? 'document' : typeof wanted === 'string' ? 'array' : 'object'
  }

  /** The values that end within the next bytes; none after a problem. */
  take(piece: Uint8Array): LosslessJson[] {
    if (this.problem === null) this.#append(piece)
    this.#advance()
    if (this.#isInValue && this.#used - this.#start > this.#bytesMax) this.#letGo()
    const values = this.#values
    this.#values = []
    return values
  }

  /** The values of a text that is here whole; instead of {@link take} and {@link finish}, to spare a copy. */
  takeWhole(text: Uint8Array): LosslessJson[] {
    this.#bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
    this.#used = text.length
    this.#advance()
    return this.finish()
  }

  #advance(): void {
    while (this.problem === null && this.#at < this.#used) {
      if (!this.#isInValue) this.#step(this.#bytes[this.#at] as number)
      else if (this.#walk()) this.#endValue()
      else break
    }
  }

  /** The value that ended with the text, if it did; a text that is not whole is a problem. */
  finish(): LosslessJson[] {
    const isScalar = this.#isInValue && this.#depth === 0 && !this.#isInString
    if (this.problem === null && isScalar && this.#expected === 'document') this.#endValue()
    if (this.problem === null && this.#expected !== 'nothing') this.problem = BREAKS_OFF
    return this.#values
  }

  #append(piece: Uint8Array): void {
    const keptFrom = this.#isInValue ? this.#start : this.#at
    const kept = this.#used - keptFrom
    const used = kept + piece.length
    if (used > this.#bytes.length) {
      // Twice as much each time, so that a long value is not copied once per piece.
      const grown = Buffer.allocUnsafe(Math.max(used, 2 * this.#bytes.length))
      this.#bytes.copy(grown, 0, keptFrom, this.#used)
      this.#bytes = grown
    } else {
      this.#bytes.copyWithin(0, keptFrom, this.#used)
    }
    this.#bytes.set(piece, kept)
    this.#used = used
    this.#at -= keptFrom
    this.#start -= keptFrom
  }

  /** One byte between values. */
  #step(byte: number): void {
    if (SPACES[byte] === 1) {
      this.#at++
      return
    }
    const character = String.fromCharCode(byte)
    switch (this.#expected) {
      case 'document':
      case 'item':
        return this.#begin()
      case 'array':
        return character === '[' ? this.#pass('first item') : this.#fail('it is no array')
      case 'first item':
        return character === ']' ? this.#pass(this.#afterArray()) : this.#begin()
      case 'comma after item':
        if (character === ',') return this.#pass('item')
        return character === ']' ? this.#pass(this.#afterArray()) : this.#fail('no comma after an item')
      case 'object':
        return character === '{' ? this.#pass('first key') : this.#fail('it is no object')
      case 'first key':
        if (character === '}') return this.#pass('nothing')
        return character === '"' ? this.#begin() : this.#fail('a key that is no text')
      case 'key':
        return character === '"' ? this.#begin() : this.#fail('a key that is no text')
      case 'colon':
        return character === ':' ? this.#pass('member') : this.#fail('no colon after a key')
      case 'member':
        return this.#isWantedKey && character === '[' ? this.#pass('first item') : this.#begin()
      case 'comma after member':
        if (character === ',') return this.#pass('key')
        return character === '}' ? this.#pass('nothing') : this.#fail('no comma after a member')
      case 'nothing':
        // Pages that are lists may stand one after the other, as one a line.
        if (this.#wanted === 'items of lists' && character === '[') return this.#pass('first item')
        return this.#fail('more follows after its end')
    }
  }

  #pass(next: Expected): void {
    this.#at++
    this.#expected = next
  }

  #fail(problem: string): void {
    this.problem = problem
  }

  #afterArray(): Expected {
    return typeof this.#wanted === 'string' ? 'nothing' : 'comma after member'
  }

  #begin(): void {
    this.#start = this.#at
    this.#isInValue = true
    this.#isInString = false
    this.#isUnheld = false
    this.#depth = 0
    if (this.#longNumbers.length > 0) this.#longNumbers = []
  }

  /** Walks on through the value; true when it has ended, false when it goes on after the bytes that are here. */
  #walk(): boolean {
    const bytes = this.#bytes
    const used = this.#used
    let at = this.#at
    while (at < used) {
      if (this.#isInString) {
        while (at < used && STRING_STOPS[bytes[at] as number] === 0) at++
        // A backslash is looked at together with what it escapes.
        const isHalf = bytes[at] === BACKSLASH && at + 1 === used
        if (at === used || isHalf) break
        if (bytes[at] === BACKSLASH) {
          at += 2
          continue
        }
        at++
        this.#isInString = false
        if (this.#depth === 0) return this.#endAt(at)
        continue
      }
      const kind = KINDS[bytes[at] as number]
      if (kind === QUOTE) {
        this.#isInString = true
        at++
      } else if (kind === OPEN) {
        at++
        if (++this.#depth > DEPTH_MAX) {
          this.problem = `nested deeper than ${DEPTH_MAX} levels`
          return false
        }
      } else if (this.#depth === 0) {
        while (at < used && SCALAR_ENDS[bytes[at] as number] === 0) at++
        if (at < used) return this.#endAt(at)
      } else if (kind === CLOSE) {
        at++
        if (--this.#depth === 0) return this.#endAt(at)
      } else if (kind === NUMBER) {
        let end = at + 1
        while (end < used && NUMBER_BYTES[bytes[end] as number] === 1) end++
        if (end === used) break
        if (end - at >= LONG_DIGITS) this.#longNumbers.push(at - this.#start, end - this.#start)
        at = end
      } else {
        at++
      }
    }
    this.#at = at
    return false
  }

  #endAt(at: number): true {
    this.#at = at
    return true
  }

  #endValue(): void {
    this.#isInValue = false
    if (this.#at - this.#start > this.#bytesMax && this.#expected !== 'member')
      return this.#fail(tooLong(this.#bytesMax))
    const value = this.#isUnheld ? null : this.#value()
    if (value === undefined) return this.#fail('a value that is no JSON')
    if (this.#expected === 'member') {
      this.#expected = 'comma after member'
    } else if (this.#expected === 'key' || this.#expected === 'first key') {
      this.#isWantedKey = typeof this.#wanted === 'object' && value === this.#wanted.itemsAt
      this.#expected = 'colon'
    } else {
      this.#values.push(value)
      this.#expected = this.#expected === 'document' ? 'nothing' : 'comma after item'
    }
  }

  /** What is too long to hold is a problem, unless it is to be passed over. */
  #letGo(): void {
    if (this.#expected !== 'member') return this.#fail(tooLong(this.#bytesMax))
    this.#isUnheld = true
    this.#start = this.#at
    this.#longNumbers = []
  }

  /** The value between start and here; `undefined` where JSON.parse finds none. */
  #value(): LosslessJson | undefined {
    try {
      const text = this.#longNumbers.length === 0 ? this.#text(this.#start, this.#at) : this.#textWithLongNumbers()
      if (this.#isLongNumber(text)) return text
      return JSON.parse(text) as LosslessJson
    } catch (error) {
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }

  #text(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end)
  }

  #isLongNumber(text: string): boolean {
    return text.length >= LONG_DIGITS && WHOLE_NUMBER.test(text) && !Number.isSafeInteger(Number(text))
  }

  /** The text with quotes around the numbers that would lose digits. */
  #textWithLongNumbers(): string {
    let text = ''
    let done = this.#start
    for (let at = 0; at < this.#longNumbers.length; at += 2) {
      const start = this.#start + (this.#longNumbers[at] as number)
      const end = this.#start + (this.#longNumbers[at + 1] as number)
      const digits = this.#text(start, end)
      if (!this.#isLongNumber(digits) || this.#isBeforeColon(end)) continue
      text += `${this.#text(done, start)}"${digits}"`
      done = end
    }
    return text + this.#text(done, this.#at)
  }

  /** A number as a key is no JSON; in quotes it would become some. */
  #isBeforeColon(at: number): boolean {
    let next = at
    while (SPACES[this.#bytes[next] as number] === 1) next++
    return this.#bytes[next] === 0x3a
  }
}

function marked(characters: string): Uint8Array {
  const bytes = new Uint8Array(256)
  for (const byte of Buffer.from(characters)) bytes[byte] = 1
  return bytes
}

function tooLong(bytesMax: number): string {
  return `an item of over ${bytesMax} bytes`
}
