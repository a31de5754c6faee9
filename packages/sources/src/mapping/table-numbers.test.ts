import { expect, test } from 'vitest'
import { decimalMarkOf, fewestDaysBetween } from './table-numbers.ts'

test('points group thousands only where other cells agree', () => {
  expect(decimalMarkOf(['2.345', '12', '-'])).toBe('comma')
  expect(decimalMarkOf(['2.345', '12.5'])).toBe('point')
  expect(decimalMarkOf(['2.345', '1,200'])).toBe('point')
  expect(decimalMarkOf(['7767.0', '12.0'])).toBe('point')
  expect(decimalMarkOf([])).toBe('point')
})

test('a series of days has two in a row somewhere, one of months never', () => {
  expect(fewestDaysBetween(['2024-03-01', '2024-03-02', '2024-05-13'])).toBe(1)
  expect(fewestDaysBetween(['2024-03-01', '2024-04-01', '2024-03-01', ''])).toBe(31)
  // March 1, 2 and 4, or the third of three months: the former is closer.
  expect(fewestDaysBetween(['03/01/2024', '03/02/2024', '03/04/2024'])).toBe(1)
  expect(fewestDaysBetween(['2024-03-01'])).toBeNull()
})
