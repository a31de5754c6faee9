import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDay, readTime } from './time.ts'

const at = (iso: string) => Date.parse(iso)

test.each([
  ['2021-04-08T19:34:16.000Z', '2021-04-08T19:34:16Z', true],
  ['2021-04-08T19:34:16.250+02:00', '2021-04-08T17:34:16.250Z', true],
  ['2021-04-08T19:34:16', '2021-04-08T19:34:16Z', false],
  ['2015-10-02 20:15:40 +0000', '2015-10-02T20:15:40Z', true],
  ['2015-10-02 20:15:40 -0530', '2015-10-03T01:45:40Z', true],
  ['2018-09-28 21:57 +0000', '2018-09-28T21:57:00Z', true],
  ['2024-01-10 08:15:00 UTC', '2024-01-10T08:15:00Z', true],
  ['Wed Dec 15 15:08:28 +0000 2021', '2021-12-15T15:08:28Z', true],
  ['Wed Jun 16 06:56:05 UTC 2021', '2021-06-16T06:56:05Z', true],
  ['17 Jun 2021', '2021-06-17T00:00:00Z', false],
  ['03-Jan-2022 07:14PM', '2022-01-03T19:14:00Z', false],
  ['Tue, Jul 14, 2026', '2026-07-14T00:00:00Z', false],
  ['Sept. 3, 2024, 12:05 am', '2024-09-03T00:05:00Z', false],
  ['3 September 2024', '2024-09-03T00:00:00Z', false],
  ['Tue, 15 Nov 2022 05:30:01 +0100', '2022-11-15T04:30:01Z', true],
  ['2021-03-01 12:00:00 EST', '2021-03-01T17:00:00Z', true],
  ['2021-07-01 12:00:00 EDT', '2021-07-01T16:00:00Z', true],
  ['2015-10-02', '2015-10-02T00:00:00Z', false],
  ['1443816940', '2015-10-02T20:15:40Z', true],
  ['1443816940500', '2015-10-02T20:15:40.500Z', true],
  ['1435586814.000002', '2015-06-29T14:06:54Z', true],
])('reads %s', (written, iso, zoned) => {
  expect(readTime(written)).toEqual({ time: at(iso), zoned })
})

test.each([
  '',
  'yesterday',
  '3 Mars 2024',
  '03-Janu-2022 13:14PM',
  '2021-03-01 12:00:00 CET',
  '2015-02-30',
  '2015-13-01',
  '2015-10-02 25:00',
  '2015-10-02T20:15:40+25:00',
  '03/04/2015',
  '178000000000000000',
  '1970-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
])('takes "%s" for no time', (written) => {
  expect(readTime(written)).toBeNull()
})

test('a slashed date is read in the order that its column has', () => {
  expect(readTime('03/04/2015', 'day_first')?.time).toBe(at('2015-04-03T00:00:00Z'))
  expect(readTime('03/04/2015', 'month_first')?.time).toBe(at('2015-03-04T00:00:00Z'))
  expect(readTime('03/15/2024 10:05 pm', 'month_first')?.time).toBe(at('2024-03-15T22:05:00Z'))
  expect(readTime('03/15/2024 12:05 AM', 'month_first')?.time).toBe(at('2024-03-15T00:05:00Z'))
  expect(readTime('15/03/2024', 'month_first')).toBeNull()
})

test('a day is a day of the calendar', () => {
  expect(readDay('2016-02-29')).toBe('2016-02-29')
  expect(readDay('2015-02-29')).toBeNull()
  expect(readDay('2015-10-02 20:15')).toBeNull()
})

test('what a date writes of itself is read back to the millisecond', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(readTime(date.toISOString())).toEqual({ time: date.getTime(), zoned: true })
    }),
  )
})

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['2000-02-29T23:59:60Z', Date.UTC(2000, 2, 1)],
  ['2100-03-01T00:00:00.001Z', Date.UTC(2100, 2, 1) + 1],
  ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
])('reads the plain form %s', (written, time) => {
  expect(readTime(written)).toEqual({ time, zoned: true })
})

test.each([
  '2100-02-29T00:00:00Z',
  '2015-02-29T00:00:00.000Z',
  '2015-00-10T00:00:00Z',
  '2015-13-10T00:00:00Z',
  '2015-04-31T00:00:00Z',
  '2015-04-00T00:00:00Z',
  '2015-04-10T24:00:00Z',
  '2015-04-10T00:60:00Z',
  '2015-04-10T00:00:61Z',
  '1969-12-31T23:59:59Z',
  '2o15-04-10T00:00:00Z',
  '2015-04-10T00:00:00.00xZ',
])('takes "%s" for no time', (written) => {
  expect(readTime(written)).toBeNull()
})

test('the plain form says the same as the same moment with its zone written out', () => {
  const number = (digits: number, max: number) =>
    fc.integer({ min: 0, max }).map((value) => String(value).padStart(digits, '0'))
  const written = fc.tuple(number(4, 2200), number(2, 14), number(2, 33), number(2, 25), number(2, 61), number(2, 62))
  fc.assert(
    fc.property(written, ([year, month, day, hour, minute, second]) => {
      const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`
      expect(readTime(`${text}Z`)).toEqual(readTime(`${text}+00:00`))
    }),
  )
})
