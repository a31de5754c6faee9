import { SIGNALS } from '@weft/model/signal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openReader } from './reader.ts'

const reader = await openReader()
const ENGLISH = 'Thank you to everyone who came to the opening night of the garden'

test('an English post has a probability for every signal', () => {
  const { language, languageReliable, signals } = reader.read(ENGLISH)
  expect([language, languageReliable]).toEqual(['en', true])
  expect(Object.keys(signals ?? {})).toEqual([...SIGNALS])
  expect(signals?.thanks).toBeGreaterThan(0.8)
  expect(signals?.toxic).toBeLessThan(0.1)
})

test.each([
  ['German', 'Vielen Dank an alle, die zur Eröffnung des Gartens gekommen sind'],
  ['Hebrew, right to left', 'תודה רבה לכל מי שהגיע לפתיחת הגן אתמול בערב'],
  ['empty', ''],
  ['blank', ' \n\t '],
  ['emoji only', '🎉🎉🎉'],
  ['a link only', 'https://museum.example/opening'],
  ['null characters', '\0\0\0'],
])('a post that cannot be read has no signals rather than zeros: %s', (_, text) => {
  expect(reader.read(text).signals).toBeNull()
})

test('what is too short to tell is read on the word of the platform, or where it looks English', () => {
  expect(reader.read('Thanks!', 'de').signals).toBeNull()
  expect(reader.read('Thanks!').languageReliable).toBe(false)
  expect(reader.read('Thanks!', 'en').signals?.thanks).toBeGreaterThan(0.8)
  expect(reader.read('👏👏', 'en').signals?.praise_of_other).toBeGreaterThan(
    reader.read('🌧', 'en').signals!.praise_of_other,
  )
})

test('a post without a word or an emoji is not read, whatever the platform says', () => {
  expect(reader.read('', 'en').signals).toBeNull()
  expect(reader.read('https://museum.example', 'en').signals).toBeNull()
})

test('null characters and marks of direction do not hide the words around them', () => {
  expect(reader.read(`\0\u202E${ENGLISH}\u202C\0`).signals?.thanks).toBeGreaterThan(0.8)
})

test('the same post has the same reading, before and after others and in another reader', async () => {
  const first = reader.read(ENGLISH)
  reader.read('Something else altogether was written here, was it not?')
  expect(reader.read(ENGLISH)).toEqual(first)
  expect((await openReader()).read(ENGLISH)).toEqual(first)
})

test('any text at all is read without an error, into probabilities', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('thanks', 'sorry', '@', '#', '?', '(', 'you', '<start>', '🙏', "'", '*', '\ud800'), {
        maxLength: 60,
      })
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(anyText, fc.option(fc.string()), (text, platformLanguage) => {
      for (const reading of [reader.read(text, platformLanguage), reader.read(text, 'en')]) {
        expect(reading.language).toMatch(/^([a-z]{2,3}|und)$/)
        for (const value of Object.values(reading.signals ?? {})) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }
    }),
    { seed: 7 },
  )
})

/** Each would take hours if a pattern retried from every place; a linear one reads 100 kB in milliseconds. */
const HOSTILE = [
  'a',
  '@',
  '#',
  '@a',
  "a'",
  'http://',
  'www.',
  'a@a.',
  '<',
  '(',
  ' ',
  '?!',
  'so very ',
  '<3',
  'im so very sorry ',
  '\u0301',
  '🙏',
]

test.each(HOSTILE)('100 kB of one thing over and over is read to the end: %j', (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  expect(reader.read(text, 'en').language).toMatch(/^[a-z]{2,3}$/)
})
