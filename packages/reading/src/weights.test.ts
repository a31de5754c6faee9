import { stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { BUCKETS } from './features/ngram-counts.ts'
import { decodeWeights, encodeWeights, type Weights } from './weights.ts'

/** Two heads, three named features; no two numbers that lie side by side are the same. */
const WEIGHTS: Weights = {
  heads: ['asks', 'thanks'],
  rarities: Uint8Array.from({ length: BUCKETS }, (_, bucket) => bucket % 251),
  ngrams: Int8Array.from({ length: 2 * BUCKETS }, (_, place) => (place % 255) - 127),
  units: Float32Array.of(0.5, 0.25),
  biases: Float32Array.of(-3, 7),
  named: Float32Array.of(1, 2, 3, 4, 5, 6),
}

test('a file says what was written, and the same weights are the same bytes', () => {
  const bytes = encodeWeights(WEIGHTS)
  expect(decodeWeights(bytes)).toEqual(WEIGHTS)
  expect(encodeWeights(decodeWeights(bytes))).toEqual(bytes)
})

test('a file is read wherever in a larger buffer it lies', () => {
  const bytes = encodeWeights(WEIGHTS)
  const larger = Buffer.alloc(bytes.length + 7)
  larger.set(bytes, 3)
  expect(decodeWeights(larger.subarray(3, 3 + bytes.length))).toEqual(WEIGHTS)
})

test('a file that is cut off, too long or another is refused', () => {
  const bytes = encodeWeights(WEIGHTS)
  for (const length of [0, 10, 40, BUCKETS, bytes.length - 1]) {
    expect(() => decodeWeights(bytes.subarray(0, length))).toThrow(/reader weights/)
  }
  expect(() => decodeWeights(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(/expected/)
  expect(() => decodeWeights(new TextEncoder().encode('id,text\n1,a\n'))).toThrow('not a file of reader weights')
})

test('what ships stays under 1.5 MB', async () => {
  const { size } = await stat(new URL('../weights/reader.bin', import.meta.url))
  expect(size).toBeLessThan(1_500_000)
})
