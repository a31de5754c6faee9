import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScoredPost } from './signal-measurement.ts'
import { thresholdsFrom } from './signal-thresholds.ts'

const at = (probability: number, positives: number, others: number): ScoredPost[] => [
  ...Array.from({ length: positives }, () => ({ probability, positive: true })),
  ...Array.from({ length: others }, () => ({ probability, positive: false })),
]

test('each lies midway between two probabilities: the best macro-F1, a stricter and a laxer one', () => {
  const posts = [...at(0.9, 6, 0), ...at(0.7, 6, 2), ...at(0.4, 2, 6), ...at(0.1, 1, 100)]
  expect(thresholdsFrom(posts)).toEqual({ strict: 0.8, usual: 0.55, lax: 0.25 })
})

test('a rule that has nothing between sure and silent takes the next cut, not all posts', () => {
  const posts = [...at(0.99, 5, 0), ...at(0.9, 5, 0), ...at(0.2, 0, 1), ...at(0.1, 2, 500)]
  expect(thresholdsFrom(posts)).toEqual({ strict: 0.945, usual: 0.55, lax: 0.15 })
})

test('where missing is worse than a false alarm, the usual threshold finds what it must', () => {
  const posts = [...at(0.9, 6, 0), ...at(0.7, 2, 8), ...at(0.1, 0, 100)]
  expect(thresholdsFrom(posts).usual).toBe(0.8)
  expect(thresholdsFrom(posts, 0.9).usual).toBe(0.4)
})

test('without a positive post there is nothing to choose by', () => {
  expect(() => thresholdsFrom(at(0.5, 0, 3))).toThrow('no positive post')
})

test('strict is never below usual, nor usual below lax', () => {
  const post = fc.record({ probability: fc.constantFrom(0.1, 0.2, 0.4, 0.6, 0.8), positive: fc.boolean() })
  fc.assert(
    fc.property(fc.array(post, { minLength: 2 }), (posts) => {
      const some = [...posts, { probability: 0.9, positive: true }]
      const { strict, usual, lax } = thresholdsFrom(some)
      expect(strict).toBeGreaterThanOrEqual(usual)
      expect(usual).toBeGreaterThanOrEqual(lax)
    }),
    { seed: 11 },
  )
})
