import { expect, test } from 'vitest'
import { TRUE_SHARES } from './invented-organization.test-data.ts'
import { simulate } from './share-coverage.test-data.ts'

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('after a check of 100 posts, 90 % intervals hold the true share in 87 to 93 % of 1,000 runs, of each signal', () => {
  const found = simulate({ sizes: [300, 600, 1000, 1500], organizations: 100, checksEach: 10, checked: 100 })
  const held = found.map(({ held }) => held)
  expect(mean(held)).toBeGreaterThan(0.89)
  expect(mean(held)).toBeLessThan(0.91)
  TRUE_SHARES.forEach((share, signal) => {
    // Two standard errors of 1,000 runs are 1.9 points. Of three posts in 300, one number of positives covers or all do.
    expect(held[signal]).toBeGreaterThan(0.87)
    expect(held[signal]).toBeLessThan(share === 0.01 ? 0.96 : 0.935)
    expect(Math.abs(found[signal]!.bias)).toBeLessThan(0.6)
  })
}, 60_000)

test('100 checked of 1,000: mean errors at 5, 20 and 50 % within 2, 3.2 and 4 points, 95 % intervals hold 92 % or more', () => {
  const found = simulate({ sizes: [1000], organizations: 40, checksEach: 8, checked: 100, level: 0.95 })
  const at = (share: (typeof TRUE_SHARES)[number]) => found[TRUE_SHARES.indexOf(share)]!
  expect(at(0.05).error).toBeLessThan(2)
  expect(at(0.2).error).toBeLessThan(3.2)
  expect(at(0.5).error).toBeLessThan(4)
  expect(mean(found.map(({ held }) => held))).toBeGreaterThan(0.93)
  // 320 runs: two standard errors are 2.4 points.
  for (const { held } of found) expect(held).toBeGreaterThan(0.92)
}, 60_000)

test('more checked is never wider on average, and errs less', () => {
  const found = [50, 100, 200].map((checked) => simulate({ sizes: [500], organizations: 20, checksEach: 1, checked }))
  TRUE_SHARES.forEach((_, signal) => {
    const widths = found.map((signals) => signals[signal]!.halfWidth)
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
  })
  const errors = found.map((signals) => mean(signals.map(({ error }) => error)))
  expect(errors).toEqual(errors.toSorted((a, b) => b - a))
})
