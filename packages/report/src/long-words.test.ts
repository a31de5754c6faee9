import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLongWords } from './long-words.ts'

test('ordinary words are left alone', () => {
  expect(breakLongWords('Answer the fourteen questions.')).toBe('Answer the fourteen questions.')
})

test('a word of 30 letters gets a place to break after each 12', () => {
  expect(
    breakLongWords('a'.repeat(30))
      .split('\u200b')
      .map((part) => part.length),
  ).toEqual([12, 12, 6])
})

test('nothing but invisible breaks is added', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      expect(breakLongWords(text).replaceAll('\u200b', '')).toBe(text.replaceAll('\u200b', ''))
    }),
    { seed: 100 },
  )
})
