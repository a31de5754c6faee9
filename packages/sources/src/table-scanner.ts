import type { Delimiter } from './header.ts'
import type { Flaw, TableRow } from './table.ts'

/**
 * How a quote inside a quoted cell is written. `doubled`: `""`, as nearly everybody does. `backslash`: `\"` (and `\\`)
 * too, as some writers do; a backslash before anything else is a backslash.
 */
export type QuoteEscape = 'doubled' | 'backslash'

/** No text that people write is longer; what is longer was put there to do harm, or has swallowed others. */
const CELL_BYTES_MAX = 1024 * 1024

/** Bytes of a cell that is too long that are kept: enough to find it again. */
const SHOWN_MAX = 1000

const ROW_BYTES_MAX = 4 * 1024 * 1024

/** The widest that spreadsheets can write. */
const ROW_CELLS_MAX = 16_384

/** A quoted cell as long as this, with as many lines in it, is a quote that was never closed. */
const OPEN_QUOTE_BYTES = 4 * 1024 * 1024
const OPEN_QUOTE_LINES = 1000

const NUL = 0x00
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Where in a row the scanner stands. */
const CELL_START = 0
const PLAIN = 1
const QUOTED = 2
/** After a quote in a quoted cell: it ends the cell, or is the first of two. */
const QUOTE_SEEN = 3
/** After a backslash in a quoted cell. */
const BACKSLASH_SEEN = 4
/** After a row that ended in CR: a LF still belongs to it. */
const RETURN_SEEN = 5

/**
 * Cuts bytes of UTF-8, handed over piece by piece, into the rows of a table. Holds one cell at a time beside the rows of
 * the piece. Cells are strings of their own: a row that is let go of leaves nothing behind.
 */
export class TableScanner {
  readonly #width: number
  readonly #countsQuotedBreaks: boolean
  readonly #delimiter: number
  readonly #quotedStops: Uint8Array
  readonly #plainStops: Uint8Array
  #state = CELL_START
  #line: number
  /** Bytes of the cell that the last piece broke off in, with the one before it. */
  #carried: Buffer = Buffer.alloc(0)
  /** Where in them the cell starts. */
  #start = 0
  /** How many bytes of the cell lie before that; they are held no more. */
  #cellBytesBefore = 0
  /** How many bytes of the row lie before the first that is held; below 0 where the row starts after it. */
  #rowBytesBefore = 0
  /** What is known of the text before `#start`: its beginning, where it is too long; quotes and all, where its closing quote was none. */
  #head: string | null = null
  #hasEscapes = false
  /** Where the cell's quote was opened; `null` in a cell without. */
  #quoteLine: number | null = null
  #cells: string[] = []
  #rowLine: number
  #flaw: Flaw | null = null
  /** The line of the row in which a quote was opened and never closed; nothing after it can be read. */
  brokenLine: number | null = null

  /**
   * `line` is that of the first byte; `width` is that of the header. A line break inside a cell is one more line, unless
   * `isSheet`: there a row is a row.
   */
  constructor(table: { delimiter: Delimiter; line: number; width: number; escape: QuoteEscape; isSheet?: boolean }) {
    this.#width = table.width
    this.#countsQuotedBreaks = table.isSheet !== true
    this.#delimiter = table.delimiter.charCodeAt(0)
    this.#line = table.line
    this.#rowLine = table.line
    this.#plainStops = bytesMarked(this.#delimiter, LINE_FEED, CARRIAGE_RETURN, NUL)
    const quotedStops = [QUOTE, LINE_FEED, CARRIAGE_RETURN, NUL]
    this.#quotedStops = bytesMarked(...quotedStops, ...(table.escape === 'backslash' ? [BACKSLASH] : []))
  }

  /** The rows that end within the next bytes, blank ones left out. */
  scan(piece: Uint8Array): TableRow[] {
    const rows: TableRow[] = []
    const bytes = joined(this.#carried, piece)
    const end = bytes.length
    const plainStops = this.#plainStops
    const quotedStops = this.#quotedStops
    let at = this.#carried.length
    let state = this.#state
    while (at < end) {
      if (state === QUOTED) {
        while (at < end && quotedStops[bytes[at] as number] === 0) at++
        if (at === end) break
        const byte = bytes[at] as number
        if (byte === QUOTE) state = QUOTE_SEEN
        else if (byte === BACKSLASH) state = BACKSLASH_SEEN
        else if (byte === NUL) this.#flaw ??= nulFlaw(this.#cells.length)
        else if (this.#countsQuotedBreaks && (byte === CARRIAGE_RETURN || bytes[at - 1] !== CARRIAGE_RETURN))
          this.#line++
        at++
        continue
      }
      if (state === BACKSLASH_SEEN) {
        if (bytes[at] === QUOTE || bytes[at] === BACKSLASH) {
          this.#hasEscapes = true
          at++
        }
        state = QUOTED
        continue
      }
      if (state === QUOTE_SEEN) {
        const byte = bytes[at] as number
        if (byte === QUOTE) {
          this.#hasEscapes = true
          state = QUOTED
          at++
          continue
        }
        if (byte !== this.#delimiter && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
          // The quotes were part of a text like any other, which goes on.
          this.#head ??= `"${this.#textOf(bytes, at - 1)}"`
          this.#cellBytesBefore += at - this.#start
          this.#start = at
          this.#hasEscapes = false
          this.#quoteLine = null
          state = PLAIN
          continue
        }
        this.#endCell(bytes, at - 1)
      } else {
        if (state === RETURN_SEEN && bytes[at] === LINE_FEED) {
          at++
          this.#startRow(at)
          state = CELL_START
          continue
        }
        if (state !== PLAIN && bytes[at] === QUOTE) {
          state = QUOTED
          at++
          this.#start = at
          this.#quoteLine = this.#line
          continue
        }
        state = PLAIN
        while (at < end && plainStops[bytes[at] as number] === 0) at++
        if (at === end) break
        if (bytes[at] === NUL) {
          this.#flaw ??= nulFlaw(this.#cells.length)
          at++
          continue
        }
        this.#endCell(bytes, at)
      }
      // A cell has ended, at a delimiter or with its row.
      const byte = bytes[at] as number
      at++
      this.#start = at
      state = CELL_START
      if (this.brokenLine !== null) break
      if (byte === this.#delimiter) continue
      this.#endRow(rows)
      this.#line++
      this.#startRow(at)
      if (byte === CARRIAGE_RETURN) state = RETURN_SEEN
    }
    this.#state = state
    this.#carry(bytes)
    return rows
  }

  /** The last row, where it ended without a line end. */
  finish(): TableRow[] {
    if (this.#state === QUOTED || this.#state === BACKSLASH_SEEN) {
      this.brokenLine = this.#rowLine
      return []
    }
    const isBetweenRows = this.#state === RETURN_SEEN || (this.#state === CELL_START && this.#cells.length === 0)
    return isBetweenRows ? [] : this.scan(Buffer.from('\n'))
  }

  #startRow(at: number): void {
    this.#start = at
    this.#rowLine = this.#line
    this.#rowBytesBefore = -at
  }

  #endCell(bytes: Buffer, end: number): void {
    const length = this.#cellBytesBefore + end - this.#start
    const rowLength = this.#rowBytesBefore + end
    if (length <= CELL_BYTES_MAX && rowLength <= ROW_BYTES_MAX && this.#cells.length < ROW_CELLS_MAX) {
      this.#cells.push(this.#head === null ? this.#textOf(bytes, end) : this.#head + this.#textOf(bytes, end))
    } else {
      this.#leaveOut(bytes, end, length, rowLength)
    }
    this.#cellBytesBefore = 0
    this.#head = null
    this.#hasEscapes = false
    this.#quoteLine = null
  }

  /** A cell that no row may have: only the beginning of one that is itself too long is kept, to show. */
  #leaveOut(bytes: Buffer, end: number, length: number, rowLength: number): void {
    const at = this.#cells.length
    const isRoom = at < ROW_CELLS_MAX && rowLength - length <= ROW_BYTES_MAX
    if (this.#isOpenQuote(length)) this.brokenLine = this.#rowLine
    if (length > CELL_BYTES_MAX && isRoom) {
      this.#flaw ??= longFlaw(at, `the cell is longer than ${CELL_BYTES_MAX} bytes`)
      this.#cells.push(this.#beginning(bytes, end))
    } else if (at < ROW_CELLS_MAX) {
      this.#flaw ??= longFlaw(null, `the row is longer than ${ROW_BYTES_MAX} bytes`)
    } else {
      this.#flaw ??= longFlaw(null, `the row has more than ${ROW_CELLS_MAX} cells`)
    }
  }

  #endRow(rows: TableRow[]): void {
    const cells = this.#cells
    const flaw = this.#flaw
    this.#cells = []
    this.#flaw = null
    if (flaw === null && cells.every(isBlank)) return
    while (cells.length > this.#width && cells.at(-1) === '') cells.pop()
    rows.push({ line: this.#rowLine, cells, isRightWidth: flaw === null && cells.length === this.#width, flaw })
  }

  /** Keeps what the next piece needs: the cell that is not at its end, unless it is too long to be of use. */
  #carry(bytes: Buffer): void {
    const length = this.#cellBytesBefore + bytes.length - this.#start
    if (length > CELL_BYTES_MAX) {
      if (this.#isOpenQuote(length)) this.brokenLine = this.#rowLine
      this.#head = this.#beginning(bytes, bytes.length)
      this.#cellBytesBefore = length
      this.#start = bytes.length
    }
    const keptFrom = Math.max(0, this.#start - 1)
    // A copy: the piece may be the stream's to use again, and is far larger than the cell.
    this.#carried = Buffer.from(bytes.subarray(keptFrom))
    this.#start -= keptFrom
    this.#rowBytesBefore += keptFrom
  }

  #isOpenQuote(length: number): boolean {
    if (this.#quoteLine === null) return false
    return length > OPEN_QUOTE_BYTES && this.#line - this.#quoteLine > OPEN_QUOTE_LINES
  }

  #beginning(bytes: Buffer, end: number): string {
    const head = this.#head ?? ''
    // What is known of a cell that was too long before is its beginning already.
    if (this.#cellBytesBefore > CELL_BYTES_MAX) return head
    const text = head + this.#textOf(bytes, Math.min(end, this.#start + SHOWN_MAX))
    // The cut may have gone through a character.
    return `${text.slice(0, SHOWN_MAX).replace(/\ufffd$/, '')}…`
  }

  #textOf(bytes: Buffer, end: number): string {
    const text = bytes.toString('utf8', this.#start, end)
    if (!this.#hasEscapes) return text
    return text.replace(this.#quotedStops[BACKSLASH] === 0 ? /"(")/g : /["\\](["\\])/g, '$1')
  }
}

function joined(carried: Buffer, piece: Uint8Array): Buffer {
  if (carried.length > 0) return Buffer.concat([carried, piece])
  return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

function bytesMarked(...bytes: number[]): Uint8Array {
  const marked = new Uint8Array(256)
  for (const byte of bytes) marked[byte] = 1
  return marked
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}

function nulFlaw(at: number): Flaw {
  return {
    at,
    problem: 'the cell holds a NUL character, which no text has: bytes of the file were lost or mixed up',
    fix: 'export or download the file again',
  }
}

function longFlaw(at: number | null, problem: string): Flaw {
  return { at, problem, fix: 'look whether a quote or a line end is missing before it, and shorten what is that long' }
}
