import { expect, test } from 'vitest'
import { whatCheckingBuys } from './check-plan.ts'
import type { ShareInput } from './share-of-posts.ts'

const input: ShareInput = {
  scores: Float64Array.from({ length: 400 }, (_, i) => (i % 100) / 100),
  checked: Array.from({ length: 100 }, (_, i) => ({ place: 4 * i, positive: i % 3 === 0, samplingWeight: 4 })),
  picked: 'check',
  threshold: 0.5,
  rates: { truePositiveRate: 0.8, falsePositiveRate: 0.2 },
  seed: 'plan',
}

test('each further post narrows, and checking all leaves nothing open', () => {
  const plan = whatCheckingBuys(input, [40, 100, 300, 1000])
  expect(plan.map(({ checked }) => checked)).toEqual([100, 140, 200, 400, 400])
  const widths = plan.map(({ halfWidth }) => halfWidth)
  expect(widths).toEqual([...widths].sort((a, b) => b - a))
  expect(widths[3]).toBe(0)
  expect(widths[4]).toBe(0)
})

test('before any check the width is half of the range, and a hundred posts make it a few points', () => {
  const [now, checked] = whatCheckingBuys({ ...input, checked: [] }, [100])
  // Half are labelled: between (0.5 - 0.2) / 0.8 = 37.5 % and 0.5 / 0.8 = 62.5 %.
  expect(now!.checked).toBe(0)
  expect(now!.halfWidth).toBeCloseTo(12.5)
  expect(checked!.halfWidth).toBeGreaterThan(2)
  expect(checked!.halfWidth).toBeLessThan(10)
})
