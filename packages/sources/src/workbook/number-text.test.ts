import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readId } from '../cell.ts'
import { numberText } from './number-text.ts'

test.each([
  ['42', '42'],
  ['7767.0', '7767'],
  ['0.10000000000000001', '0.1'],
  ['1.6E+9', '1600000000'],
  ['9007199254740991', '9007199254740991'],
  // Written whole by a program, so that nothing is lost.
  ['1785571231534600193', '1785571231534600193'],
  // What is left of such an id once a spreadsheet held it.
  ['1.7855712315346E+18', '1.7855712315346e+18'],
  ['1785571231534600200', '1.7855712315346002e+18'],
  ['-3', '-3'],
  ['', ''],
  ['1e999', '1e999'],
])('%s reads as %s', (stored, text) => {
  expect(numberText(stored)).toBe(text)
})

test('an id that a spreadsheet held above 2^53 is refused, never shortened', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }), (id) => {
      const rounded = numberText(String(Number(id)))
      expect(() => readId('id', rounded)).toThrow(/rounded/)
    }),
  )
})

test('whole numbers up to 2^53 are kept to the digit', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      expect(numberText(`${number}`)).toBe(`${number}`)
    }),
  )
})
