import { bandOf } from '@weft/model/scores'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countText, differenceText, intervalText, rangeText, scoreText, shareText } from './points.ts'

test('scores are whole points, unless that would contradict the band word beside them', () => {
  expect(scoreText(53.4)).toBe('53')
  expect(scoreText(53.5)).toBe('54')
  expect(scoreText(59.7)).toBe('59.7')
  expect(scoreText(19.97)).toBe('19.9')
  expect(scoreText(0)).toBe('0')
  expect(scoreText(99.99)).toBe('100')
})

test('the printed score always lies in the band of the score, within half a point of it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (score) => {
      expect(bandOf(Number(scoreText(score)))).toBe(bandOf(score))
      expect(Math.abs(Number(scoreText(score)) - score)).toBeLessThanOrEqual(0.5)
    }),
    { seed: 100 },
  )
})

test('differences carry a sign, and nothing is neither plus nor minus', () => {
  expect([differenceText(6.2), differenceText(-4.4), differenceText(-0.2)]).toEqual(['+6', '\u22124', '0'])
  expect(intervalText([-3, 34.5])).toBe('\u22123 to 35')
})

test('a share is never rounded into none or all', () => {
  expect([0, 0.001, 0.6, 0.999, 1].map(shareText)).toEqual(['0 %', 'under 1 %', '60 %', 'over 99 %', '100 %'])
})

test('one is singular', () => {
  expect([0, 1, 2].map((count) => countText(count, 'file'))).toEqual(['0 files', '1 file', '2 files'])
})

test('a range keeps both its ends however narrow it is: one number would pass for a measured score', () => {
  expect(rangeText([34.2, 71])).toBe('from 34 to 71')
  expect(rangeText([99.8, 100])).toBe('from 99.8 to 100')
  expect(rangeText([100, 100])).toBe('from 100 to 100')
})
