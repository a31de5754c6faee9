import { expect, test } from 'vitest'
import { changeBetween } from './change.ts'
import type { PracticeScoring } from './score-practice.ts'

/** A practice whose score wanders evenly over 10 points, or over two ranges. */
function practice(score: number | null, low: number, high = low): PracticeScoring {
  const wander = (from: number) => Float64Array.from({ length: 101 }, (_, replicate) => from - 5 + replicate / 10)
  return {
    score: {
      state: 'scored',
      provisional: score === null,
      score,
      interval: [low, high],
      band: null,
      evidenceShare: 1,
      reason: null,
      indicators: {},
    },
    replicates: { low: wander(low), high: wander(high) },
  }
}

/** The same with the replicates in an order that has nothing to do with the other quarter's. */
function shuffled(scoring: PracticeScoring): PracticeScoring {
  const mix = (values: Float64Array) => values.map((_, replicate) => values[(replicate * 37) % values.length]!)
  return {
    ...scoring,
    replicates: scoring.replicates && { low: mix(scoring.replicates.low), high: mix(scoring.replicates.high) },
  }
}

test('twenty points more, give or take five each, is up', () => {
  const change = changeBetween(practice(40, 40), shuffled(practice(60, 60)))
  expect(change).toMatchObject({ points: 20, word: 'up' })
  expect(change?.interval[0]).toBeGreaterThan(10)
  expect(change?.interval[1]).toBeLessThan(30)
})

test('twenty points less is down, two points are no clear change', () => {
  expect(changeBetween(practice(60, 60), shuffled(practice(40, 40)))?.word).toBe('down')
  expect(changeBetween(practice(60, 60), shuffled(practice(62, 62)))).toMatchObject({
    points: 2,
    word: 'no clear change',
  })
})

test('between ranges there are no points, and a word only where the ranges lie apart', () => {
  expect(changeBetween(practice(null, 20, 40), shuffled(practice(null, 35, 60)))).toMatchObject({
    points: null,
    word: 'no clear change',
  })
  expect(changeBetween(practice(null, 20, 30), shuffled(practice(null, 60, 70)))).toMatchObject({
    points: null,
    word: 'up',
  })
})

test('without a score in either quarter there is no change', () => {
  expect(changeBetween({ ...practice(40, 40), replicates: null }, practice(60, 60))).toBeNull()
})
