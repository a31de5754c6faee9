import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyField, jsonText } from './copy-text.ts'

test('null is \\N, and never the text \\N', () => {
  expect([null, '\\N', 'a'].map(copyField)).toEqual(['\\N', '\\\\N', 'a'])
})

test('tabs and line ends inside a value do not end it', () => {
  expect(['a\tb', 'c\r\nd', '\\'].map(copyField)).toEqual(['a\\tb', 'c\\r\\nd', '\\\\'])
})

test('a character that the database cannot keep is marked, not dropped', () => {
  expect(copyField('a\u0000b')).toBe('a\uFFFDb')
  expect(jsonText({ 'a\u0000': ['\uD800', '🧵', '\\u0000'] })).toBe('{"a\uFFFD":["\uFFFD","🧵","\\\\u0000"]}')
})

test('numbers and truth values are written as they are', () => {
  expect([1, true, false, 0].map(copyField)).toEqual(['1', 'true', 'false', '0'])
})

test('a number is written as JavaScript writes it, however large', () => {
  const numbers = [
    999,
    1000,
    1001,
    20_034,
    999_999,
    1_000_000,
    1_000_000_007,
    2 ** 53 - 1,
    2 ** 53,
    1e21,
    -1000,
    1234.5,
  ]
  expect(numbers.map(copyField)).toEqual(numbers.map(String))
  fc.assert(fc.property(fc.maxSafeInteger(), (number) => copyField(number) === String(number)))
})
