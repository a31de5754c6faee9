import { expect, test } from 'vitest'
import { basisOfRule, ruleTerm } from './party-rule.ts'

test.each([
  ['handles', ' @LoomGate ', 'loomgate'],
  ['handles', 'ana@Weavers.example', 'ana@weavers.example'],
  ['handles', '@', null],
  ['domain', 'https://www.Weavers.example/about?x=1', 'weavers.example'],
  ['domain', 'museum.example:8080', 'museum.example'],
  ['domain', 'münchen.example', 'münchen.example'],
  ['domain', 'not a domain', null],
  ['domain', 'localhost', null],
  ['domain', '', null],
  ['bio_words', ' Staff  at\tLoomgate ', 'staff at loomgate'],
  ['bio_words', '  ', null],
] as const)('a term of kind %s written %j is compared as %j', (kind, written, term) => {
  expect(ruleTerm(kind, written)).toBe(term)
})

test('what an account says of itself is self-described; the rest is a rule', () => {
  expect([basisOfRule('bio_words'), basisOfRule('domain'), basisOfRule('handles')]).toEqual([
    'self_described',
    'rule',
    'rule',
  ])
})
