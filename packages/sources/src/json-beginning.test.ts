import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBeginning } from './json-beginning.ts'

test('what stands whole before the cut is said', () => {
  expect(jsonBeginning('{"type":"OrderedCollection","orderedItems":[{"id":"a,]"},{"id":"b","to":[')).toEqual({
    type: 'OrderedCollection',
    orderedItems: [{ id: 'a,]' }, { id: 'b' }],
  })
  expect(jsonBeginning('{"a":1,"text":"cut, of')).toEqual({ a: 1 })
  expect(jsonBeginning('{"a":"cut, of\\')).toBeUndefined()
  expect(jsonBeginning('{"a" 1,')).toBeUndefined()
})

test('a text of JSON that is cut anywhere has a beginning, or nothing whole before its first comma', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, at) => {
      const beginning = text.slice(0, at % (text.length + 1))
      const isUncut = !/,/.test(beginning.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, ''))
      expect(jsonBeginning(beginning) === undefined).toBe(isUncut)
    }),
  )
})
