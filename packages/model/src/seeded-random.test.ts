import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

const numbers = (seed: number | string) => {
  const random = seededRandom(seed)
  return Array.from({ length: 1000 }, random)
}

test('the same seed gives the same numbers, another seed others', () => {
  expect(numbers(7)).toEqual(numbers(7))
  expect(numbers('tending')).not.toEqual(numbers('weave'))
})

test('numbers lie in [0, 1) and fill it', () => {
  const all = numbers(1)
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...all)).toBeLessThan(1)
  expect(all.reduce((sum, x) => sum + x, 0) / all.length).toBeCloseTo(0.5, 1)
})
