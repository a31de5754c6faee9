import { expect, test } from 'vitest'
import { areaUnderCurve, confusionAt, fMeasure, macroF1, measureSignal, type ScoredPost } from './signal-measurement.ts'

const posts: ScoredPost[] = [
  { probability: 0.9, positive: true },
  { probability: 0.8, positive: false },
  { probability: 0.7, positive: true },
  { probability: 0.2, positive: true },
  { probability: 0.1, positive: false },
]

test('a post at the threshold is labelled', () => {
  expect(confusionAt(0.7, posts)).toEqual({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 })
})

test('4 of the 6 pairs are in the right order: area 0.6667', () => {
  expect(areaUnderCurve(posts)).toBeCloseTo(4 / 6)
})

test('a tie counts half, and one side alone has no area', () => {
  const tied = [true, false].map((positive) => ({ probability: 0.5, positive }))
  expect(areaUnderCurve(tied)).toBe(0.5)
  expect(areaUnderCurve(tied.slice(1))).toBeNull()
})

test('F weighs recall as told: of precision 2/3 and recall 2/4', () => {
  const confusion = { truePositives: 2, falsePositives: 1, falseNegatives: 2, trueNegatives: 0 }
  expect(fMeasure(confusion, 1)).toBeCloseTo(4 / 7)
  expect(fMeasure(confusion, 2)).toBeCloseTo(10 / 19)
  expect(fMeasure(confusion, 0.5)).toBeCloseTo(2.5 / 4)
  expect(fMeasure({ ...confusion, truePositives: 0 }, 1)).toBe(0)
})

test('macro-F1 is the mean of both sides: 2/3 for the three, 1/2 for the two', () => {
  expect(macroF1(confusionAt(0.7, posts))).toBeCloseTo((2 / 3 + 1 / 2) / 2)
})

test('a measurement states set, size and four decimals', () => {
  expect(measureSignal({ name: 'ours', language: 'en' }, 0.7, posts)).toEqual({
    set: 'ours',
    language: 'en',
    posts: 5,
    positives: 3,
    precision: 0.6667,
    recall: 0.6667,
    f1: 0.6667,
    macroF1: 0.5833,
    auc: 0.6667,
    calibrationError: 0.42,
  })
  expect(() => measureSignal({ name: 'ours', language: 'en' }, 0.7, posts.slice(0, 1))).toThrow('too few posts')
})
