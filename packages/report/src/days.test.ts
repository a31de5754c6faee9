import { expect, test } from 'vitest'
import { dayInWords, NotADay, periodInWords } from './days.ts'

test('a period says its year once', () => {
  expect(periodInWords({ from: '2015-07-01', to: '2015-09-30' })).toBe('1 July to 30 September 2015')
  expect(periodInWords({ from: '2014-12-01', to: '2015-02-28' })).toBe('1 December 2014 to 28 February 2015')
  expect(periodInWords({ from: '2024-02-29', to: '2024-02-29' })).toBe('29 February 2024')
})

test('a day that the calendar does not hold is refused', () => {
  for (const text of ['2015-02-31', '2023-02-29', '2015-9-30', 'today', ''])
    expect(() => dayInWords(text)).toThrow(NotADay)
})
