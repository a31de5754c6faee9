import { expect, test } from 'vitest'
import { uncheckedWeights } from './unchecked-weights.ts'

const rounded = (weights: number[]) => weights.map((weight) => Number(weight.toFixed(9)))

test('two posts of four, picked alike, stand for one unchecked post each', () => {
  expect(rounded(uncheckedWeights([2, 2], 4))).toEqual([1, 1])
})

test('weights are known up to a factor: 10 and 20 of six posts stand for 2 - 1 and 4 - 1', () => {
  expect(rounded(uncheckedWeights([10, 20], 6))).toEqual([1, 3])
})

test('a post picked for certain stands for itself alone', () => {
  expect(rounded(uncheckedWeights([1, 100], 10))).toEqual([0, 8])
})

test('where all are checked nothing is left to stand for', () => {
  expect(rounded(uncheckedWeights([3, 1, 7], 3))).toEqual([0, 0, 0])
})
