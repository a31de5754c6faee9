import { expect, test } from 'vitest'
import { wholeNumberAt } from './json-fields.ts'

test.each([
  [12, 12],
  ['12', 12],
  [0, 0],
  // Mastodon: not said.
  [-1, null],
  ['-1', null],
  [1.5, null],
  [1e300, null],
  ['99999999999999999999', null],
  ['', null],
  [null, null],
  [[1], null],
])('%j is the whole number %j', (written, number) => {
  expect(wholeNumberAt({ count: written }, 'count')).toBe(number)
})
