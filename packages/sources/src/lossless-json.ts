import { JsonSplitter, type Wanted } from './json-splitter.ts'

/** A JSON value in which whole numbers above 2^53 are kept as their digits, in text. */
export type LosslessJson = string | number | boolean | null | LosslessJson[] | { [key: string]: LosslessJson }

/** No row of an export is this long; one that is has lost its end. */
const ITEM_BYTES_MAX = 16 * 1024 * 1024

/** The text is no JSON array, breaks off inside it, or holds an item without end. `item` is the last whole one, from 1. */
export class BrokenJson extends Error {
  override name = 'BrokenJson'
  readonly item: number
  constructor(item: number, problem: string) {
    super(problem)
    this.item = item
  }
}

/**
 * The items of one JSON array, as they arrive; holds one item at a time, of at most 16 MB and 512 levels. With `path`
 * `$`, the one value itself; with `$.key.*`, the items of the array at that key of the one object, none where no array
 * is there; with `lists`, the items of arrays one after the other. Throws {@link BrokenJson}.
 */
export async function* jsonItems(
  chunks: AsyncIterable<Uint8Array>,
  path: '$' | '$.*' | 'lists' | `$.${string}.*` = '$.*',
): AsyncGenerator<LosslessJson> {
  const splitter = new JsonSplitter(wantedAt(path), ITEM_BYTES_MAX)
  let items = 0
  for await (const chunk of chunks) {
    const ready = splitter.take(chunk)
    items += ready.length
    yield* ready
    if (splitter.problem !== null) throw new BrokenJson(items, splitter.problem)
  }
  yield* splitter.finish()
  if (splitter.problem !== null) throw new BrokenJson(items, splitter.problem)
}

function wantedAt(path: string): Wanted {
  if (path === '$') return 'document'
  if (path === 'lists') return 'items of lists'
  return path === '$.*' ? 'items' : { itemsAt: path.slice('$.'.length, -'.*'.length) }
}

/** The value of a whole JSON text, `undefined` where it is none, or nested deeper than 512 levels. */
export function parseLossless(text: string | Uint8Array): LosslessJson | undefined {
  const splitter = new JsonSplitter('document', Number.POSITIVE_INFINITY)
  const [value] = splitter.takeWhole(typeof text === 'string' ? Buffer.from(text) : text)
  return splitter.problem === null ? value : undefined
}
