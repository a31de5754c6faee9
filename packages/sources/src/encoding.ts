import { isUtf8 } from 'node:buffer'
import { type ExportFile, firstBytes, passingBytes } from './export.ts'

/** How a text file is written. `windows-1252` is what remains when it is nothing else. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Enough for a NUL in every second place to be no accident. */
const SAMPLE_BYTES = 4096

const encodings = new WeakMap<ExportFile, Promise<Encoding>>()

/**
 * The encoding of a text file: byte order mark first, then NUL bytes in every second place (UTF-16), then strict
 * UTF-8 over the whole file, else Windows-1252.
 *
 * Reads the file once when it has no mark: one wrong byte at the very end decides how the first row reads. Asked again
 * of the same file it answers at once.
 */
export function encodingOf(file: ExportFile): Promise<Encoding> {
  const known = encodings.get(file)
  if (known !== undefined) return known
  const encoding = findEncoding(file)
  encodings.set(file, encoding)
  return encoding
}

async function findEncoding(file: ExportFile): Promise<Encoding> {
  const head = await firstBytes(file, SAMPLE_BYTES)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  return utf16Of(head) ?? ((await isWholeFileUtf8(file)) ? 'utf-8' : 'windows-1252')
}

/** Which UTF-16 the first bytes of a text are in, by mark or by NUL bytes; `null` where in none. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let nulsAtEven = 0
  let nulsAtOdd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) nulsAtEven++
    else nulsAtOdd++
  }
  // Latin text in UTF-16 has a NUL in nearly every pair; a quarter of the pairs allows for other scripts between.
  if (nulsAtOdd > head.length / 8 && nulsAtEven === 0) return 'utf-16le'
  return nulsAtEven > head.length / 8 && nulsAtOdd === 0 ? 'utf-16be' : null
}

async function isWholeFileUtf8(file: ExportFile): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of passingBytes(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = lastCharacterStart(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return false
    rest = Buffer.from(bytes.subarray(end))
  }
  return isUtf8(rest)
}

/** Where the last character starts that the chunk may have cut; the chunk's length where it ends in ASCII. */
function lastCharacterStart(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return bytes.length - back + 1
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

/** The file as UTF-8 without a byte order mark, whatever it is written in. */
export function utf8Bytes(file: ExportFile, encoding: Encoding): AsyncGenerator<Uint8Array> {
  return inUtf8(file.open(), encoding)
}

/** {@link utf8Bytes} for one look at each piece: the next may overwrite it. */
export function passingUtf8Bytes(file: ExportFile, encoding: Encoding): AsyncGenerator<Uint8Array> {
  return inUtf8(passingBytes(file), encoding)
}

async function* inUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* withoutMark(chunks)
    return
  }
  if (encoding === 'windows-1252') {
    for await (const chunk of chunks) yield Buffer.from(windows1252Text(chunk))
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < 3) continue
    yield head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
    head = null
  }
  if (head !== null && head.length > 0) yield head
}

/** 0x80 to 0x9F in Windows-1252; everything else is as in Latin-1. Unused places stay control characters. */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

// Own table: TextDecoder('windows-1252') reads these 32 bytes as Latin-1 in some Node releases.
function windows1252Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252_HIGH[character.charCodeAt(0) - 0x80] as string)
}
