import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoTime } from './iso-time.ts'

test('a moment is written as every system reads it, and none stays none', () => {
  expect(isoTime(Date.parse('2024-02-29T23:59:59.007Z'))).toBe('2024-02-29T23:59:59.007Z')
  expect(isoTime(-1)).toBe('1969-12-31T23:59:59.999Z')
  expect(isoTime(null)).toBeNull()
})

test('whatever came before, a moment is written as Date writes it', () => {
  const moment = fc.date({ noInvalidDate: true }).map((date) => date.getTime())
  fc.assert(
    fc.property(fc.array(moment), (times) => {
      expect(times.map(isoTime)).toEqual(times.map(written))
    }),
  )
})

function written(time: number): string {
  return new Date(time).toISOString()
}
