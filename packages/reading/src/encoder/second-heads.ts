import type { Head } from '../head.ts'
import { EMBEDDING_LENGTH } from './sentence-encoder.ts'

/**
 * What the second tier knows: for each head a weight for every number of an embedding, one for what the first tier says of the
 * post, and a bias. All of them make log-odds.
 *
 * `weights` are whole numbers from -127 to 127, a head's side by side, in units of the head's `units`.
 */
export interface SecondHeads {
  heads: readonly Head[]
  /** Heads × {@link EMBEDDING_LENGTH}. */
  weights: Int8Array
  /** Log-odds per unit of `weights`, by head. */
  units: Float32Array
  /** Of the first tier's log-odds, by head. */
  firstWeights: Float32Array
  biases: Float32Array
}

/**
 * The log-odds of one head, from a post's embedding and the log-odds that the first tier gives it. O(length of an embedding).
 */
export function secondLogOdds(
  { weights, units, firstWeights, biases }: SecondHeads,
  head: number,
  embedding: Float32Array,
  firstLogOdds: number,
): number {
  let sum = 0
  const from = head * EMBEDDING_LENGTH
  for (let place = 0; place < EMBEDDING_LENGTH; place++) sum += weights[from + place]! * embedding[place]!
  return biases[head]! + units[head]! * sum + firstWeights[head]! * firstLogOdds
}

const MAGIC = 'weft second reading 1\n'

/** One file: a line of magic, the heads as a line of JSON, weights, then the floats, little-endian. Same weights, same bytes. */
export function encodeSecondHeads({ heads, weights, units, firstWeights, biases }: SecondHeads): Uint8Array {
  const header = new TextEncoder().encode(`${MAGIC}${JSON.stringify(heads)}\n`)
  const floats = [units, firstWeights, biases]
  const bytes = new Uint8Array(header.length + weights.length + 4 * floats.length * heads.length)
  bytes.set(header)
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), header.length)
  const view = new DataView(bytes.buffer, header.length + weights.length)
  for (const [place, value] of floats.flatMap((each) => [...each]).entries()) view.setFloat32(4 * place, value, true)
  return bytes
}

/** Reads what {@link encodeSecondHeads} wrote. Throws where the file is another or is cut off. */
export function decodeSecondHeads(bytes: Uint8Array): SecondHeads {
  const headerEnd = bytes.indexOf(0x0a, MAGIC.length)
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC || headerEnd === -1) {
    throw new Error('not a file of weights of the second tier')
  }
  const heads = JSON.parse(new TextDecoder().decode(bytes.subarray(MAGIC.length, headerEnd))) as Head[]
  // Copied: a Buffer's slice() shares memory with others and begins anywhere in it.
  const body = Uint8Array.from(bytes.subarray(headerEnd + 1))
  const weightBytes = heads.length * EMBEDDING_LENGTH
  const expected = weightBytes + 12 * heads.length
  if (body.length !== expected)
    throw new Error(`weights of the second tier of ${body.length} bytes, expected ${expected}`)
  const view = new DataView(body.buffer, weightBytes)
  const floats = (row: number) =>
    Float32Array.from(heads, (_, head) => view.getFloat32(4 * (row * heads.length + head), true))
  return {
    heads,
    weights: new Int8Array(body.buffer, 0, weightBytes),
    units: floats(0),
    firstWeights: floats(1),
    biases: floats(2),
  }
}
