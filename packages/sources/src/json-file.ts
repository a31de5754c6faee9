import { encodingOf, passingUtf8Bytes, utf8Bytes, utf16Of } from './encoding.ts'
import { type ExportFile, firstBytes } from './export.ts'
import { jsonBeginning } from './json-beginning.ts'
import { BREAKS_OFF } from './json-splitter.ts'
import { BrokenJson, jsonItems, type LosslessJson, parseLossless } from './lossless-json.ts'
import { BrokenFile } from './refusal.ts'

/** How a JSON file is laid out: one array, one object, or one object per line. */
export type JsonLayout = 'array' | 'object' | 'lines'

/** The beginning of a JSON file, by which formats know it. */
export interface JsonSample {
  layout: JsonLayout
  /**
   * The first item of the array, the first line's value, or the object; `null` where the array is empty. Of an object
   * above 16 MB only what its first megabyte says.
   */
  first: LosslessJson
}

/** A single document above this is no page of an answer; archives that large are arrays. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024

/** A line above this has lost its end. An object above this is known by its beginning. */
const LINE_BYTES_MAX = 16 * 1024 * 1024

/** Of a large object, enough to know it by. */
const BEGINNING_BYTES = 1024 * 1024

const samples = new WeakMap<ExportFile, Promise<JsonSample | null>>()

/** What a file begins with; `null` where it is no JSON, or is broken before its first item ends. Read once per file. */
export function jsonSample(file: ExportFile): Promise<JsonSample | null> {
  const known = samples.get(file)
  if (known !== undefined) return known
  const sample = readSample(file)
  samples.set(file, sample)
  return sample
}

async function readSample(file: ExportFile): Promise<JsonSample | null> {
  const opening = await openingOf(file)
  if (opening !== '[' && opening !== '{') return null
  try {
    if (opening === '{') return await objectSample(file)
    for await (const first of jsonItems(await passingTextBytes(file))) return { layout: 'array', first }
    return { layout: 'array', first: null }
  } catch (error) {
    if (error instanceof BrokenJson || error instanceof BrokenFile) return null
    throw error
  }
}

/** True for a file that begins as JSON does and ends before its one value, or the first item of its array, does. */
export async function breaksOff(file: ExportFile): Promise<boolean> {
  const opening = await openingOf(file)
  if (opening !== '[' && opening !== '{') return false
  try {
    for await (const _ of jsonItems(await passingTextBytes(file), opening === '[' ? '$.*' : '$')) return false
    return false
  } catch (error) {
    if (error instanceof BrokenJson) return error.message === BREAKS_OFF
    throw error
  }
}

/** More blanks than this before the first character are none of JSON's. */
const OPENING_BYTES = 4096

/** The first character that is no blank, `''` where there is none. Reads no further: most files are no JSON. */
async function openingOf(file: ExportFile): Promise<string> {
  const head = await firstBytes(file, OPENING_BYTES)
  // Drops the byte order mark, too.
  const text = new TextDecoder(utf16Of(head) ?? 'utf-8').decode(head)
  return text.trimStart()[0] ?? ''
}

async function objectSample(file: ExportFile): Promise<JsonSample | null> {
  const line = await firstLine(file)
  if (line !== null) return { layout: line.isOnly ? 'object' : 'lines', first: line.value }
  if (file.bytes <= LINE_BYTES_MAX) return { layout: 'object', first: await jsonDocument(file) }
  const first = jsonBeginning(await beginningOf(file))
  return first === undefined ? null : { layout: 'object', first }
}

/** The first line, `null` where it is no JSON of its own: an object that is written over many lines, or in one too long. */
async function firstLine(file: ExportFile): Promise<{ value: LosslessJson; isOnly: boolean } | null> {
  let value: LosslessJson | undefined
  try {
    for await (const line of jsonLines(file)) {
      if (value !== undefined) return { value, isOnly: false }
      if ('broken' in line) return null
      value = line.value
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    return value === undefined ? null : { value, isOnly: false }
  }
  return value === undefined ? null : { value, isOnly: true }
}

async function beginningOf(file: ExportFile): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of await textBytes(file)) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= BEGINNING_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, BEGINNING_BYTES)
}

/** A line of a file of JSON lines. Lines are counted from 1; blank ones are passed over. */
export type JsonLine = { line: number; value: LosslessJson } | { line: number; broken: string }

/** The lines of a file that holds one JSON value per line. A broken line is handed over as it is: the next may be whole. */
export async function* jsonLines(file: ExportFile): AsyncGenerator<JsonLine> {
  let line = 1
  let rest: Uint8Array[] = []
  let restBytes = 0
  for await (const chunk of await passingTextBytes(file)) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield* jsonLine(line, [...rest, chunk.subarray(start, end)])
      rest = []
      restBytes = 0
      line++
      start = end + 1
    }
    // A copy: it waits for the next.
    if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)))
    restBytes += chunk.length - start
    if (restBytes > LINE_BYTES_MAX) {
      throw new BrokenFile(file.path, `line ${line}`, `a line of at most ${LINE_BYTES_MAX} bytes`)
    }
  }
  yield* jsonLine(line, rest)
}

const LINE_FEED = 0x0a

function* jsonLine(line: number, parts: readonly Uint8Array[]): Generator<JsonLine> {
  const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
  const value = parseLossless(bytes)
  if (value !== undefined) {
    yield { line, value }
    return
  }
  // Blanks that are none of JSON's, such as the byte order mark of a file that was appended.
  const text = Buffer.from(bytes).toString('utf8').trim()
  const bare = parseLossless(text)
  if (bare !== undefined) yield { line, value: bare }
  else if (text !== '') yield { line, broken: text }
}

/** The one value of a file. Throws {@link BrokenFile} where it is not whole, or larger than any page of an answer. */
export async function jsonDocument(file: ExportFile): Promise<LosslessJson> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of await textBytes(file)) {
    bytes += chunk.length
    if (bytes > DOCUMENT_BYTES_MAX) {
      throw new BrokenFile(file.path, 'its beginning', `one JSON document of at most ${DOCUMENT_BYTES_MAX} bytes`)
    }
    chunks.push(chunk)
  }
  const value = parseLossless(Buffer.concat(chunks))
  if (value === undefined) throw new BrokenFile(file.path, 'its text', 'one whole JSON document')
  return value
}

/**
 * The items of a JSON array, or of several such as one a line, numbered from 1; with a key, of the array at that key of
 * the one object. Throws {@link BrokenFile}.
 */
export async function* jsonArrayItems(
  file: ExportFile,
  key: string | null = null,
): AsyncGenerator<{ item: number; value: LosslessJson }> {
  let item = 0
  try {
    for await (const value of jsonItems(await passingTextBytes(file), key === null ? 'lists' : `$.${key}.*`)) {
      item++
      yield { item, value }
    }
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error
    throw new BrokenFile(file.path, `the item after ${error.item}`, `a JSON array that is whole (${error.message})`)
  }
}

async function textBytes(file: ExportFile): Promise<AsyncIterable<Uint8Array>> {
  return utf8Bytes(file, await encodingOf(file))
}

/** For one look at each piece: the next may overwrite it. */
async function passingTextBytes(file: ExportFile): Promise<AsyncIterable<Uint8Array>> {
  return passingUtf8Bytes(file, await encodingOf(file))
}
