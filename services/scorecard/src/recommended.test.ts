import type { Action } from '@weft/model/action'
import { expect, test } from 'vitest'
import { recommendedOf } from './recommended.ts'

const action = (kind: Action['kind']): Action => ({
  kind,
  practice: 'tending',
  indicator: 'tending.recognition',
  accounts: ['7'],
  posts: [],
  reason: '@ana wrote to us 12 times',
  weight: 1,
})

test('one sentence per kind, counted, in the order the actions come in, and nobody is named', () => {
  const sentences = recommendedOf([action('answer_ask'), action('recognise_contributor'), action('answer_ask')], 3)
  expect(sentences).toEqual([
    'Return to 2 asks of ours that nobody has answered.',
    'Thank or promote one top contributor we have not recognised.',
  ])
  expect(sentences.join(' ')).not.toContain('ana')
})

test('no more than asked for', () => {
  expect(recommendedOf([action('introduce'), action('answer_ask')], 1)).toHaveLength(1)
  expect(recommendedOf([], 3)).toEqual([])
})
