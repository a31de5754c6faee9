import { expect, test } from 'vitest'
import { derivedId } from './derived-id.ts'

test('the same parts give the same id, and parts do not run into each other', () => {
  expect(derivedId('ana', 1, 'hello')).toBe(derivedId('ana', 1, 'hello'))
  expect(derivedId('ana', 1)).not.toBe(derivedId('ana', '1'))
  expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'))
  expect(derivedId('a', null)).not.toBe(derivedId('a', ''))
  expect(derivedId('a')).toMatch(/^derived:[0-9a-f]{32}$/)
})
