import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotAQuarter, quarterBefore, quarterNamed, quarterOf, quartersBetween } from './quarter.ts'

test('the third quarter of 2015 runs from July to the end of September', () => {
  expect(quarterNamed('2015-Q3')).toEqual({
    name: '2015-Q3',
    from: Date.parse('2015-07-01T00:00:00Z'),
    to: Date.parse('2015-10-01T00:00:00Z'),
  })
})

test('a quarter begins at local midnight', () => {
  expect(quarterNamed('2024-Q2', { timeZone: 'Europe/Berlin', fiscalYearStartMonth: 1 }).from).toBe(
    Date.parse('2024-03-31T22:00:00Z'),
  )
})

test('a fiscal year that starts in July names its quarters after the year it starts in', () => {
  const calendar = { timeZone: 'UTC', fiscalYearStartMonth: 7 }
  expect(quarterOf(Date.parse('2024-08-15'), calendar).name).toBe('2024-Q1')
  expect(quarterOf(Date.parse('2025-02-15'), calendar).name).toBe('2024-Q3')
  expect(quarterBefore(quarterNamed('2024-Q1', calendar), calendar).name).toBe('2023-Q4')
})

test('text that is no quarter is refused with an example', () => {
  expect(() => quarterNamed('2015-Q5')).toThrow(NotAQuarter)
  expect(() => quarterNamed('2015Q3')).toThrow(/2015-Q3/)
})

test('the quarters between two moments are the ones that hold them and all in between', () => {
  const names = quartersBetween(Date.parse('2014-11-30'), Date.parse('2015-07-01')).map((quarter) => quarter.name)
  expect(names).toEqual(['2014-Q4', '2015-Q1', '2015-Q2', '2015-Q3'])
})

test('every moment lies in the quarter it is given, in any zone and fiscal year', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2035-01-01') }),
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 12 }),
      (time, timeZone, fiscalYearStartMonth) => {
        const calendar = { timeZone, fiscalYearStartMonth }
        const quarter = quarterOf(time, calendar)
        expect(quarter.from <= time && time < quarter.to).toBe(true)
        expect(quarterNamed(quarter.name, calendar)).toEqual(quarter)
        expect(quarterBefore(quarter, calendar).to).toBe(quarter.from)
      },
    ),
  )
})
