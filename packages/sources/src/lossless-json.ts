import { Tokenizer, TokenParser } from '@streamparser/json'

/** A JSON value in which whole numbers above 2^53 are kept as their digits, in text. */
export type LosslessJson = string | number | boolean | null | LosslessJson[] | { [key: string]: LosslessJson }

/** Ids above 2^53 lose their last digits as JavaScript numbers: 649008991427694592 would become 649008991427694600. */
class LosslessTokenizer extends Tokenizer {
  protected override parseNumber(digits: string): number {
    const number = Number(digits)
    if (Number.isSafeInteger(number) || !/^-?\d+$/.test(digits)) return number
    // The library types numbers as `number`; what it does with them is only to hand them on.
    return digits as unknown as number
  }
}

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
 * The items of one JSON array, as they arrive; holds one item at a time. With `path` `$`, the one value itself; with
 * `$.key.*`, the items of the array at that key of the one object.
 * Throws {@link BrokenJson}.
 */
export async function* jsonItems(
  chunks: AsyncIterable<Uint8Array>,
  path: '$' | '$.*' | `$.${string}.*` = '$.*',
): AsyncGenerator<LosslessJson> {
  const tokenizer = new LosslessTokenizer()
  const parser = new TokenParser({ paths: [path], keepStack: false })
  let ready: LosslessJson[] = []
  let items = 0
  let bytesSinceItem = 0
  tokenizer.onToken = (token) => parser.write(token)
  parser.onValue = ({ value }) => {
    ready.push(value as LosslessJson)
  }
  parser.onEnd = () => {
    if (!tokenizer.isEnded) tokenizer.end()
  }
  for await (const chunk of chunks) {
    let problem: string | null = null
    try {
      tokenizer.write(chunk)
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    bytesSinceItem = ready.length > 0 ? 0 : bytesSinceItem + chunk.length
    if (bytesSinceItem > ITEM_BYTES_MAX) problem ??= `an item of over ${ITEM_BYTES_MAX} bytes`
    items += ready.length
    yield* ready
    ready = []
    if (problem !== null) throw new BrokenJson(items, problem)
  }
  if (!tokenizer.isEnded) throw new BrokenJson(items, 'the text breaks off before the array ends')
}

/** A number of 16 digits or more: it may be beyond what a JavaScript number holds. */
const LONG_NUMBER = /[[{:,]\s*-?\d{16}/

/** The value of a whole JSON text, `undefined` where it is none. */
export function parseLossless(text: string): LosslessJson | undefined {
  try {
    return LONG_NUMBER.test(text) ? parseSlowly(text) : (JSON.parse(text) as LosslessJson)
  } catch {
    return undefined
  }
}

function parseSlowly(text: string): LosslessJson | undefined {
  const tokenizer = new LosslessTokenizer()
  const parser = new TokenParser({ paths: ['$'] })
  let found: LosslessJson | undefined
  tokenizer.onToken = (token) => parser.write(token)
  parser.onValue = ({ value }) => {
    found = value as LosslessJson
  }
  tokenizer.write(text)
  if (!tokenizer.isEnded) tokenizer.end()
  return found
}
