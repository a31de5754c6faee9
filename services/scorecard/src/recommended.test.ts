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

test('one sentence per kind, in the order the actions come in, and nobody is named', () => {
  const sentences = recommendedOf([action('answer_ask'), action('recognise_contributor'), action('answer_ask')], 3)
  expect(sentences).toEqual([
    'Take up a few asks that nobody has answered, ours or others’.',
    'Thank or promote a few top contributors we have not recognised.',
  ])
  expect(sentences.join(' ')).not.toContain('ana')
})

test('no more than asked for', () => {
  expect(recommendedOf([action('introduce'), action('answer_ask')], 1)).toHaveLength(1)
  expect(recommendedOf([], 3)).toEqual([])
})

test('where the list is cut, it says that there may be more', () => {
  const [sentence] = recommendedOf(
    Array.from({ length: 20 }, () => action('introduce')),
    3,
  )
  expect(sentence).toBe('Introduce 20 or more pairs of people who share a topic and have not met.')
})

test('fewer than five accounts are not counted, as a number could point at somebody', () => {
  const times = (count: number) =>
    recommendedOf(
      Array.from({ length: count }, () => action('review_draining')),
      1,
    )[0]
  for (const count of [1, 2, 4]) expect(times(count)).toBe('Decide about a few accounts that drain the conversation.')
  expect(times(5)).toBe('Decide about 5 accounts that drain the conversation.')
})
