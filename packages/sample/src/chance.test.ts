import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { countAround, differentOnes, shuffled, weightedDraw } from './chance.ts'

test('a weighted draw gives each item its share: 1 to 3', () => {
  const random = seededRandom(1)
  const draw = weightedDraw(['a', 'b'], (item) => (item === 'a' ? 1 : 3))
  const drawn = Array.from({ length: 4000 }, () => draw(random))
  expect(drawn.filter((item) => item === 'b').length / 4000).toBeCloseTo(0.75, 1)
})

test('nothing is drawn from nothing', () => {
  expect(weightedDraw([], () => 1)(seededRandom(1))).toBeUndefined()
})

test('counts scatter around their mean', () => {
  const random = seededRandom(2)
  const counts = Array.from({ length: 4000 }, () => countAround(random, 1.4))
  expect(counts.reduce((sum, count) => sum + count, 0) / 4000).toBeCloseTo(1.4, 1)
  expect(new Set(counts).size).toBeGreaterThan(3)
})

test('different ones are different, and as many as there are at most', () => {
  const draw = weightedDraw(['a', 'b', 'c'], () => 1)
  expect(differentOnes(seededRandom(3), draw, 9).sort()).toEqual(['a', 'b', 'c'])
})

test('shuffling keeps all items and leaves the list alone', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8]
  const order = shuffled(seededRandom(4), items)
  expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(order).not.toEqual(items)
  expect([...order].sort((one, other) => one - other)).toEqual(items)
})
