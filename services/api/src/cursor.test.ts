import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cursorOf, pageOf, placeOf } from './cursor.ts'
import { RequestInvalid } from './request-check.ts'

const Place = z.strictObject({ value: z.number().nullable(), accountId: z.string() })

test('a cursor leads back to its place, whatever number that is', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
      (number, accountId) => {
        // JSON knows no negative zero, and no order tells the two apart.
        const value = number + 0
        const cursor = cursorOf({ value, accountId })
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(placeOf(cursor, Place)).toEqual({ value, accountId })
      },
    ),
  )
})

test('any other text is refused as a wrong cursor', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => placeOf(text, Place)).toThrow(RequestInvalid)
    }),
  )
})

test('there is a next page only where there is another row', () => {
  const place = (row: number) => row
  expect(pageOf([1, 2, 3], 2, place)).toEqual({ page: [1, 2], nextCursor: cursorOf(2) })
  expect(pageOf([1, 2], 2, place)).toEqual({ page: [1, 2], nextCursor: null })
  expect(pageOf([], 2, place)).toEqual({ page: [], nextCursor: null })
})
