import { type Encoding, encodingOf, passingUtf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import { BrokenJson, jsonItems, type LosslessJson } from './lossless-json.ts'
import { BrokenFile } from './refusal.ts'

/** The name before the `=` is short; without one by then, the file is something else. */
const NAME_BYTES_MAX = 512

/**
 * The items of a file that assigns one array to a name: `window.YTD.tweets.part0 = [ … ]`. Item 1 comes first.
 * Throws {@link BrokenFile} where the assignment, the array or an item is not whole.
 */
export async function* javascriptRows(file: ExportFile): AsyncGenerator<LosslessJson> {
  yield* valuesAfterName(file, '[')
}

/** The one object that a file assigns to a name: `window.__THAR_CONFIG = { … }`. For small files. */
export async function javascriptObject(file: ExportFile): Promise<LosslessJson> {
  for await (const value of valuesAfterName(file, '{')) return value
  throw new BrokenFile(file.path, 'its start', 'a name, "=" and an object')
}

async function* valuesAfterName(file: ExportFile, opening: '[' | '{'): AsyncGenerator<LosslessJson> {
  const encoding: Encoding = await encodingOf(file)
  const kind = opening === '[' ? 'an array "[ … ]"' : 'an object "{ … }"'
  try {
    const bytes = afterAssignment(file, passingUtf8Bytes(file, encoding), opening)
    yield* jsonItems(bytes, opening === '[' ? '$.*' : '$')
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error
    throw new BrokenFile(file.path, `item ${error.item + 1}`, `${kind} that is whole (${error.message})`)
  }
}

async function* afterAssignment(
  file: ExportFile,
  chunks: AsyncIterable<Uint8Array>,
  opening: '[' | '{',
): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    const start = valueStart(head)
    if (start === null && head.length < NAME_BYTES_MAX) continue
    if (start === null || head[start] !== opening.charCodeAt(0)) break
    yield head.subarray(start)
    head = null
  }
  if (head !== null) throw new BrokenFile(file.path, 'its start', `a name, "=" and "${opening}"`)
}

/** Where the assigned value starts, or `null` while that cannot be told. */
function valueStart(head: Buffer): number | null {
  const equals = head.indexOf('=')
  if (equals === -1 || !/^\s*[\w.$ ]+$/.test(head.toString('utf8', 0, equals))) return null
  for (let at = equals + 1; at < head.length; at++) {
    const byte = head[at] as number
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at
  }
  return null
}
