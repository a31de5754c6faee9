import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Head } from '../head.ts'
import { decodeSecondHeads, encodeSecondHeads, type SecondHeads, secondLogOdds } from './second-heads.ts'
import { EMBEDDING_LENGTH } from './sentence-encoder.ts'

const HEADS: readonly Head[] = ['asks', 'toxic']

/** Every weight of `asks` is 2 units of 0.5, of `toxic` -127 units of 0.25. */
const TWO_HEADS: SecondHeads = {
  heads: HEADS,
  weights: Int8Array.from({ length: 2 * EMBEDDING_LENGTH }, (_, place) => (place < EMBEDDING_LENGTH ? 2 : -127)),
  units: Float32Array.of(0.5, 0.25),
  firstWeights: Float32Array.of(1.5, 0),
  biases: Float32Array.of(-3, 7),
}

describe('log-odds of the second tier', () => {
  const embedding = new Float32Array(EMBEDDING_LENGTH)
  embedding[0] = 0.5
  embedding[EMBEDDING_LENGTH - 1] = 0.25

  it('are the bias, the embedding by its weights, and what the first tier says by its own', () => {
    // -3 + 0.5 · (2 · 0.5 + 2 · 0.25) + 1.5 · 4
    expect(secondLogOdds(TWO_HEADS, 0, embedding, 4)).toBe(3.75)
    // 7 + 0.25 · (-127 · 0.5 - 127 · 0.25) + 0 · 4
    expect(secondLogOdds(TWO_HEADS, 1, embedding, 4)).toBe(-16.8125)
  })
})

describe('the file of weights', () => {
  it('says of a head what was written, and the same weights are the same bytes', () => {
    const bytes = encodeSecondHeads(TWO_HEADS)
    expect(decodeSecondHeads(bytes)).toEqual(TWO_HEADS)
    expect(encodeSecondHeads(decodeSecondHeads(bytes))).toEqual(bytes)
  })

  it('is read from the middle of a larger buffer too', () => {
    const bytes = encodeSecondHeads(TWO_HEADS)
    const larger = new Uint8Array(bytes.length + 7)
    larger.set(bytes, 3)
    expect(decodeSecondHeads(larger.subarray(3, 3 + bytes.length))).toEqual(TWO_HEADS)
    expect(decodeSecondHeads(Buffer.from(larger).subarray(3, 3 + bytes.length))).toEqual(TWO_HEADS)
  })

  it('is refused when it is cut off or another', () => {
    const bytes = encodeSecondHeads(TWO_HEADS)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => decodeSecondHeads(bytes.subarray(0, length))).toThrow(/weights of the second tier/)
      }),
    )
    expect(() => decodeSecondHeads(Uint8Array.of(...bytes, 0))).toThrow(/expected/)
    expect(() => decodeSecondHeads(new TextEncoder().encode('weft reading 1\n[]\n'))).toThrow(/not a file/)
  })
})
