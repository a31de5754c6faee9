import { expect, test } from 'vitest'
import { archiveText, repostText, shortenLinks } from './archive-text.ts'
import type { SampleAccount } from './institution.ts'

const ana: SampleAccount = {
  id: '42',
  handle: 'Ana_Quillander',
  displayName: 'Ana Quillander',
  description: '',
  party: 'customer',
  basis: 'consented',
  person: 'Ana Quillander',
  department: null,
  consent: true,
  topic: 'moth traps',
  vigour: 1,
}

test('places are counted in code points of the escaped text', () => {
  const { fullText, length, entities } = archiveText(shortenLinks('🧵 wool & silk @ana_quillander #Mended', '1'), [ana])
  expect(fullText).toBe('🧵 wool &amp; silk @ana_quillander #Mended')
  expect(entities.user_mentions[0]?.indices).toEqual(['18', '33'])
  expect(entities.user_mentions[0]?.id_str).toBe('42')
  expect(entities.hashtags).toEqual([{ text: 'Mended', indices: ['34', '41'] }])
  expect(length).toBe(41)
})

test('an @ that names nobody is text', () => {
  expect(archiveText(shortenLinks('meet us @noon', '1'), [ana]).entities.user_mentions).toEqual([])
})

test('a link becomes 23 characters and keeps what it stands for', () => {
  const link = 'https://www.example.org/whats-on/salt-and-thread'
  const { fullText, entities } = archiveText(shortenLinks(`See ${link}`, '1'), [])
  expect(fullText).toMatch(/^See https:\/\/t\.co\/\w{10}$/)
  expect(entities.urls[0]?.expanded_url).toBe(link)
  expect(entities.urls[0]?.display_url).toBe('example.org/whats-on/salt-…')
  expect(entities.urls[0]?.indices).toEqual(['4', '27'])
})

test('a retweet of a long post ends in … at 140 characters, and a hashtag cut there is none', () => {
  const { text } = repostText({ text: `${'a'.repeat(120)} #Mended`, links: new Map() }, 'ana')
  expect(text).toBe(`RT @ana: ${'a'.repeat(120)} #Mended`)
  const cut = repostText({ text: `${'a'.repeat(126)} #Mended`, links: new Map() }, 'ana')
  expect(cut.text).toBe(`RT @ana: ${'a'.repeat(126)} #Me…`)
  expect(archiveText(cut, []).entities.hashtags).toEqual([])
})
