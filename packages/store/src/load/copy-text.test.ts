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
