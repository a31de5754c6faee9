import { expect, test } from 'vitest'
import { variantsOfPhrase } from './cue.ts'

const variants = (phrase: string) => variantsOfPhrase(phrase).map((words) => words.join(' '))

test('a phrase without choices stands for itself', () => {
  expect(variants('thank you')).toEqual(['thank you'])
})

test('choices multiply, may be empty, and may lie in one another', () => {
  expect(variants('(im|i (really|) am) sorry')).toEqual(['im sorry', 'i really am sorry', 'i am sorry'])
  expect(variants('(a|b|) (c|d)')).toEqual(['a c', 'a d', 'b c', 'b d', 'c', 'd'])
})

test.each(['(a|b', 'a) b', '(a (b|c)'])('a phrase whose brackets do not pair is refused: %s', (phrase) => {
  expect(() => variantsOfPhrase(phrase)).toThrow('brackets do not pair')
})

test('a phrase of more variants than anyone meant is refused', () => {
  const tenWords = `(${'abcdefghij'.split('').join('|')})`
  expect(() => variantsOfPhrase(Array.from({ length: 5 }, () => tenWords).join(' '))).toThrow('too many variants')
})
