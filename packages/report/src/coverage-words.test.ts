import type { Coverage } from '@weft/model/coverage'
import { expect, test } from 'vitest'
import { coverageInWords, restsOnInWords } from './coverage-words.ts'

const archive: Coverage = {
  platform: 'x',
  account: null,
  direction: 'outbound',
  acts: ['post', 'reply'],
  text: true,
  from: null,
  to: null,
}

test('coverage says whose acts and whether their text is there', () => {
  expect(coverageInWords([archive])).toBe('what we did, with text')
  expect(
    coverageInWords([
      { ...archive, direction: 'among_others', text: false },
      { ...archive, direction: 'inbound', text: false },
    ]),
  ).toBe('what others did toward us and what others did among themselves, without text')
  expect(coverageInWords([{ ...archive, acts: ['follow'], text: false }])).toBe('who follows whom')
  expect(coverageInWords([])).toBe('')
})

test('what a score rests on counts indicators and weight', () => {
  expect(restsOnInWords({ indicators: 5, indicatorsOf: 6, weightShare: 0.6 })).toBe(
    '5 of 6 indicators; 60 % of the weight',
  )
  expect(restsOnInWords({ indicators: 0, indicatorsOf: 0, weightShare: 0 })).toBe(
    'every indicator is left out by decision',
  )
})
