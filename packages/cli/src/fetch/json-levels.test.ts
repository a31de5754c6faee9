import { expect, test } from 'vitest'
import { jsonLevels } from './json-levels.ts'

const levels = (text: string) => jsonLevels(Buffer.from(text))

test('lists and objects in each other count, what stands in texts does not', () => {
  expect(levels('1')).toBe(0)
  expect(levels('[]')).toBe(1)
  expect(levels('[{"a":[]},[]]')).toBe(3)
  expect(levels('["[[[", "\\"[[", "\\\\", {}]')).toBe(2)
  expect(levels('{"{\\\\\\"{":"ö]","b":[[1],[2]]}')).toBe(3)
})

test('no depth is too deep to count', () => {
  expect(levels('['.repeat(1_000_000))).toBe(1_000_000)
})
