import { expect, test } from 'vitest'
import { DayMonthWatch } from './day-month-order.ts'

function orderOf(...column: string[]) {
  const watch = new DayMonthWatch()
  for (const text of column) watch.see(text)
  return watch.order
}

test('one date above 12 decides for the whole column', () => {
  expect(orderOf('03/04/2015', '13/04/2015')).toBe('day_first')
  expect(orderOf('03/04/2015', '04/13/2015 10:00')).toBe('month_first')
})

test('a column in which every date reads either way is undecided', () => {
  expect(orderOf('03/04/2015', '05/06/2015')).toBe('undecided')
})

test('dots mean that the day comes first, unless a date cannot be read so', () => {
  expect(orderOf('03.04.2015', '05.06.2015 10:00')).toBe('day_first')
  expect(orderOf('03.04.2015', '05/06/2015')).toBe('undecided')
  expect(orderOf('03.04.2015', '04.13.2015')).toBe('month_first')
})

test('a column that needs both orders contradicts itself', () => {
  expect(orderOf('13/04/2015', '04/13/2015')).toBe('contradictory')
})

test('other forms say nothing of the order', () => {
  expect(orderOf('2015-04-13', '', '1443816940')).toBe('none')
})
