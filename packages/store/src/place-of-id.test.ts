import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlaceOfId } from './place-of-id.ts'

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 53 - 1 }), { maxLength: 200 })

test('each id has the place at which it was given, and no other id has one', () => {
  fc.assert(
    fc.property(ids, ids, (given, others) => {
      const places = new PlaceOfId(Float64Array.from(given))
      expect(given.map((id) => places.of(id))).toEqual(given.map((_, place) => place))
      const strangers = others.filter((id) => !given.includes(id))
      expect(strangers.map((id) => places.of(id))).toEqual(strangers.map(() => -1))
    }),
  )
})

test('ids that differ only in their higher bits are told apart', () => {
  const given = Array.from({ length: 100 }, (_, high) => high * 2 ** 32 + 5)
  const places = new PlaceOfId(Float64Array.from(given))
  expect(given.map((id) => places.of(id))).toEqual(given.map((_, place) => place))
})
