import type { Anchors } from '@weft/model/rubric-change'
import { expect, test } from 'vitest'
import { scoreOf, scoreRange } from './anchors.ts'

const linear: Anchors = { scale: 'linear', floor: 0.1, target: 0.5 }
const log: Anchors = { scale: 'log', floor: 0.25, target: 1 }
const ideal: Anchors = { scale: 'ideal', floor: 0, idealFrom: 0.2, idealTo: 0.4, ceiling: 0.8 }

test('a linear anchor scores straight from floor to target and holds beyond', () => {
  expect([0, 0.1, 0.3, 0.5, 0.9].map((value) => Math.round(scoreOf(value, linear)))).toEqual([0, 0, 50, 100, 100])
})

test('a log anchor scores equal ratios alike: half way is the geometric mean', () => {
  expect([0, 0.25, 0.5, 1, 2].map((value) => Math.round(scoreOf(value, log)))).toEqual([0, 0, 50, 100, 100])
})

test('an ideal range scores 100 inside and falls on both sides', () => {
  expect([0, 0.1, 0.2, 0.4, 0.6, 0.9].map((value) => Math.round(scoreOf(value, ideal)))).toEqual([
    0, 50, 100, 100, 50, 0,
  ])
})

test('the best of an interval may lie inside an ideal range though both ends are outside', () => {
  expect(scoreRange([0.1, 0.6], ideal)).toEqual([50, 100])
  expect(scoreRange([0.5, 0.7], ideal).map(Math.round)).toEqual([25, 75])
})
