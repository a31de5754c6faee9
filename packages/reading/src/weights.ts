import { BUCKETS } from './features/ngram-counts.ts'

/**
 * What a reader knows: all that turns a post's features into log-odds, one column per head.
 *
 * `ngrams` are whole numbers from -127 to 127, the weights of a bucket side by side, in units of the head's `units`.
 */
export interface Weights {
  heads: readonly string[]
  /** How rare each bucket is: see `raritiesOf`. */
  rarities: Uint8Array
  /** `BUCKETS` × heads. */
  ngrams: Int8Array
  /** Log-odds per unit of `ngrams`, by head. */
  units: Float32Array
  /** Named features × heads. */
  named: Float32Array
  /** Log-odds of a post without any feature, by head. */
  biases: Float32Array
}

const MAGIC = 'weft reading 1\n'

/**
 * One file: a line of magic, a line with the heads and the number of named features as JSON, then rarities, n-grams, and
 * the floats, all little-endian. Same weights, same bytes.
 */
export function encodeWeights({ heads, rarities, ngrams, units, named, biases }: Weights): Uint8Array {
  const header = new TextEncoder().encode(
    `${MAGIC}${JSON.stringify({ heads, namedFeatures: named.length / heads.length })}\n`,
  )
  const floats = [units, biases, named]
  const size = header.length + rarities.length + ngrams.length + 4 * floats.reduce((sum, each) => sum + each.length, 0)
  const bytes = new Uint8Array(size)
  bytes.set(header)
  bytes.set(rarities, header.length)
  bytes.set(new Uint8Array(ngrams.buffer, ngrams.byteOffset, ngrams.length), header.length + rarities.length)
  const view = new DataView(bytes.buffer)
  let at = header.length + rarities.length + ngrams.length
  for (const each of floats) {
    for (const value of each) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  return bytes
}

/** Reads what {@link encodeWeights} wrote. Throws where the file is another or is cut off. */
export function decodeWeights(bytes: Uint8Array): Weights {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length))
  const headerEnd = bytes.indexOf(0x0a, MAGIC.length)
  if (magic !== MAGIC || headerEnd === -1) throw new Error('not a file of reader weights')
  const { heads, namedFeatures } = JSON.parse(new TextDecoder().decode(bytes.subarray(MAGIC.length, headerEnd))) as {
    heads: string[]
    namedFeatures: number
  }
  const sizes = { ngrams: BUCKETS * heads.length, floats: 4 * heads.length * (2 + namedFeatures) }
  const from = headerEnd + 1
  const expected = from + BUCKETS + sizes.ngrams + sizes.floats
  if (bytes.length !== expected) throw new Error(`reader weights of ${bytes.length} bytes, expected ${expected}`)
  // A copy of its own: what a file was read into may lie inside a larger buffer.
  const body = Uint8Array.from(bytes.subarray(from))
  const view = new DataView(body.buffer)
  let at = BUCKETS + sizes.ngrams
  const floats = (count: number) =>
    Float32Array.from({ length: count }, () => {
      const value = view.getFloat32(at, true)
      at += 4
      return value
    })
  return {
    heads,
    rarities: body.subarray(0, BUCKETS),
    ngrams: new Int8Array(body.buffer, BUCKETS, sizes.ngrams),
    units: floats(heads.length),
    biases: floats(heads.length),
    named: floats(heads.length * namedFeatures),
  }
}
