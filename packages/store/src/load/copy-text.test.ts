import { expect, test } from 'vitest'
import { copyLine } from './copy-text.ts'

test('null is \\N, and never the text \\N', () => {
  expect(copyLine([null, '\\N', 'a'])).toBe('\\N\t\\\\N\ta\n')
})

test('tabs and line ends inside a value do not end it', () => {
  expect(copyLine(['a\tb', 'c\r\nd', '\\'])).toBe('a\\tb\tc\\r\\nd\t\\\\\n')
})

test('a character that the database cannot keep is marked, not dropped', () => {
  expect(copyLine(['a\u0000b'])).toBe('a\uFFFDb\n')
})

test('numbers and truth values are written as they are', () => {
  expect(copyLine([1, true, false, 0])).toBe('1\ttrue\tfalse\t0\n')
})
