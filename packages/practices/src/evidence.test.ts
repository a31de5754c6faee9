import { expect, test } from 'vitest'
import { evidenceOf, evidenceOfIndicator } from './evidence.ts'
import { UnknownIndicator } from './indicators.ts'
import { covering, day, Story } from './invented-history.test-data.ts'
import { quarterView } from './quarter-view.ts'

const story = () => {
  const told = new Story().accounts('owned', 'brand').accounts('customer', 'ann')
  told.original('brand', day(1), { asks: 0.7 })
  told.original('brand', day(2), { asks: 0.3 })
  told.act('ann', 'mention', 'brand', day(3))
  return told
}

test('the posts behind a share, what they counted for, and how surely they were read', () => {
  expect(evidenceOfIndicator('vulnerability.asking', quarterView(story().input()))).toMatchObject([
    { postId: 'p0', accountId: null, counts: true, value: 1, probability: 0.7 },
    { postId: 'p1', accountId: null, counts: false, value: 0, probability: 0.3 },
  ])
})

test('the ends of a tie, from the one who acts', () => {
  expect(evidenceOfIndicator('weave.sustained', quarterView(story().input()))).toMatchObject([
    { postId: null, accountId: 'ann', otherAccountId: 'brand', counts: false, probability: null },
  ])
})

test('an indicator that is not measurable has no evidence', () => {
  const view = quarterView(story().input({ coverage: covering('outbound') }))
  expect(evidenceOfIndicator('weave.sustained', view)).toEqual([])
  expect(new Set(evidenceOf({ view }).map(({ indicator }) => indicator))).not.toContain('weave.sustained')
})

test('an indicator that does not exist is an error', () => {
  expect(() => evidenceOfIndicator('weave.fame', quarterView(story().input()))).toThrow(UnknownIndicator)
})
