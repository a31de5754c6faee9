import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentMap } from './recent-map.ts'

test('the last two are remembered, and none longer than the last four', () => {
  const map = new RecentMap<number>(2)
  for (const key of [1, 2, 3, 4, 5]) map.set(`${key}`, key)
  expect(['1', '2', '3', '4', '5'].map((key) => map.get(key))).toEqual([undefined, undefined, 3, 4, 5])
  expect(map.has('4')).toBe(true)
  expect(map.has('1')).toBe(false)
  map.set('4', 40)
  expect(map.get('4')).toBe(40)
})

test('whatever is set, the last keys have their last values', () => {
  const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 40 })
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 4 }), (some, keysMin) => {
      const map = new RecentMap<number>(keysMin)
      some.forEach((key, index) => map.set(key, index))
      const last = [...new Set([...some].reverse())].slice(0, keysMin)
      for (const key of last) expect(map.get(key)).toBe(some.lastIndexOf(key))
    }),
  )
})
