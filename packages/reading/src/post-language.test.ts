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

test('under 20 letters the text decides nothing', () => {
  expect(languageOfPost('Guten Morgen!', null)).toEqual({ language: 'und', languageReliable: false })
})

test('links, handles and tags are no letters', () => {
  expect(
    languageOfPost('Danke https://museum.example/the-opening @themuseumoftheworld #openingtheworld', null).language,
  ).toBe('und')
})

test("the platform's guess stands in, never as reliable", () => {
  expect(languageOfPost('Thanks!', 'en-GB')).toEqual({ language: 'en', languageReliable: false })
  expect(languageOfPost('!', 'iw')).toEqual({ language: 'he', languageReliable: false })
  expect(languageOfPost('Thanks!', 'zxx').language).toBe('und')
  expect(languageOfPost('Thanks!', 'constructor').language).toBe('und')
  expect(languageOfPost('Thanks!', '').language).toBe('und')
})

test("the platform's guess does not overrule a text that tells", () => {
  expect(languageOfPost('Das Museum öffnet am Samstagmorgen wieder seine Türen', 'en').language).toBe('de')
})
