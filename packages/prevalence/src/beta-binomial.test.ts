import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaBinomialQuantiles } from './beta-binomial.ts'

test('of two trials at an even belief, 0, 1 and 2 successes are alike: a third of the quantiles each', () => {
  expect([...betaBinomialQuantiles(2, 1, 1, 6)]).toEqual([0, 0, 1, 1, 2, 2])
})

test('after two successes of two, four more: chances 1, 3, 6, 10 and 15 of 35', () => {
  // Beta(3, 1): C(k + 2, k) of the 35 ways.
  const counts = [0, 0, 0, 0, 0]
  for (const successes of betaBinomialQuantiles(4, 3, 1, 35)) counts[successes]!++
  expect(counts).toEqual([1, 3, 6, 10, 15])
})

test('the mean is trials x alpha / (alpha + beta), whatever the shapes', () => {
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), shape, shape, (trials, alpha, beta) => {
      const quantiles = betaBinomialQuantiles(trials, alpha, beta, 20_000)
      const mean = quantiles.reduce((sum, each) => sum + each, 0) / quantiles.length
      expect(Math.abs(mean - (trials * alpha) / (alpha + beta))).toBeLessThanOrEqual(trials * 0.002 + 0.001)
      expect([...quantiles]).toEqual([...quantiles].sort((a, b) => a - b))
    }),
    { numRuns: 50 },
  )
})
