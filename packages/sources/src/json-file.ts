import { encodingOf, utf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import { BrokenJson, jsonItems, type LosslessJson, parseLossless } from './lossless-json.ts'
import { BrokenFile } from './refusal.ts'

/** How a JSON file is laid out: one array, one object, or one object per line. */
export type JsonLayout = 'array' | 'object' | 'lines'

/** The beginning of a JSON file, by which formats know it. */
export interface JsonSample {
  layout: JsonLayout
  /** The first item of the array, the first whole line's value, or the object; `null` where the array is empty. */
  first: LosslessJson
}

/** A single document above this is no page of an answer; archives that large are arrays. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024

/** A line above this has lost its end. */
const LINE_BYTES_MAX = 16 * 1024 * 1024

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
  try {
    if (opening === '[') {
      for await (const first of jsonItems(await textBytes(file))) return { layout: 'array', first }
      return { layout: 'array', first: null }
    }
    if (opening !== '{') return null
    let lines = 0
    let first: LosslessJson | undefined
    for await (const line of jsonLines(file)) {
      if ('broken' in line) {
        // The first line of an object that is written over many lines is no JSON of its own.
        if (lines === 0) break
      } else first ??= line.value
      lines++
      if (lines === 2) break
    }
    if (first !== undefined && lines === 2) return { layout: 'lines', first }
    return { layout: 'object', first: first ?? (await jsonDocument(file)) }
  } catch (error) {
    if (error instanceof BrokenJson || error instanceof BrokenFile) return null
    throw error
  }
}

/** The first character that is no blank, `''` where there is none. */
async function openingOf(file: ExportFile): Promise<string> {
  for await (const chunk of await textBytes(file)) {
    const text = Buffer.from(chunk).toString('latin1').trimStart()
    if (text !== '') return text[0] ?? ''
  }
  return ''
}

/** A line of a file of JSON lines. Lines are counted from 1; blank ones are passed over. */
export type JsonLine = { line: number; value: LosslessJson } | { line: number; broken: string }

/** The lines of a file that holds one JSON value per line. A broken line is handed over as it is: the next may be whole. */
export async function* jsonLines(file: ExportFile): AsyncGenerator<JsonLine> {
  let line = 1
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of await textBytes(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield* jsonLine(line, bytes.subarray(start, end))
      line++
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LINE_BYTES_MAX) {
      throw new BrokenFile(file.path, `line ${line}`, `a line of at most ${LINE_BYTES_MAX} bytes`)
    }
  }
  yield* jsonLine(line, rest)
}

const LINE_FEED = 0x0a

function* jsonLine(line: number, bytes: Uint8Array): Generator<JsonLine> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').trim()
  if (text === '') return
  const value = parseLossless(text)
  yield value === undefined ? { line, broken: text } : { line, value }
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
  const value = parseLossless(Buffer.concat(chunks).toString('utf8'))
  if (value === undefined) throw new BrokenFile(file.path, 'its text', 'one whole JSON document')
  return value
}

/**
 * The items of a JSON array, numbered from 1; with a key, of the array at that key of the one object. Throws
 * {@link BrokenFile}.
 */
export async function* jsonArrayItems(
  file: ExportFile,
  key: string | null = null,
): AsyncGenerator<{ item: number; value: LosslessJson }> {
  let item = 0
  try {
    for await (const value of jsonItems(await textBytes(file), key === null ? '$.*' : `$.${key}.*`)) {
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
