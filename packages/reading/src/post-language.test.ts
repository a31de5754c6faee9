import { expect, test } from 'vitest'
import { languageOfPost } from './post-language.ts'

test.each([
  ['The museum opens its doors again on Saturday morning', 'en'],
  ['Das Museum öffnet am Samstagmorgen wieder seine Türen für alle', 'de'],
  ['El museo vuelve a abrir sus puertas el sábado por la mañana', 'es'],
  ['المتحف يفتح أبوابه من جديد صباح يوم السبت للجميع', 'ar'],
])('a sentence tells its language: %s', (text, language) => {
  expect(languageOfPost(text, null)).toEqual({ language, languageReliable: true })
})

test('under 20 letters the language is a guess, never reliable', () => {
  expect(languageOfPost('Guten Morgen!', null).languageReliable).toBe(false)
  expect(languageOfPost('Guten Morgen!', 'de')).toEqual({ language: 'de', languageReliable: false })
})

test('links, handles and tags are no letters', () => {
  expect(
    languageOfPost('Danke https://museum.example/the-opening @themuseumoftheworld #openingtheworld', null),
  ).toEqual(languageOfPost('Danke', null))
})

test("the platform's guess stands in, never as reliable", () => {
  expect(languageOfPost('Thanks!', 'en-GB')).toEqual({ language: 'en', languageReliable: false })
  expect(languageOfPost('!', 'iw')).toEqual({ language: 'he', languageReliable: false })
  for (const tag of ['zxx', 'constructor', '']) {
    expect(languageOfPost('Thanks!', tag)).toEqual(languageOfPost('Thanks!', null))
  }
})

test("the platform's guess does not overrule a text that tells", () => {
  expect(languageOfPost('Das Museum öffnet am Samstagmorgen wieder seine Türen', 'en').language).toBe('de')
})
