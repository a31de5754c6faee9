import { expect, test } from 'vitest'
import { evidenceOf, evidenceOfIndicator } from './evidence.ts'
import { UnknownIndicator } from './indicators.ts'
import { covering, day, type Said, Story } from './invented-history.test-data.ts'
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

test('difficulty, toxicity and the personal are told of posts, never of the people who wrote them', () => {
  const told = new Story().accounts('owned', 'brand').accounts('employee', 'eva').accounts('customer', 'ann', 'bob')
  for (const who of ['ann', 'bob']) {
    const hello = told.original(who, day(1), ['toxic', 'personal'], ['eva'])
    told.reply('eva', hello, day(2), ['personal', 'difficulty'])
    told.act(who, 'like', 'eva', day(2))
    told.reply(who, told.original('eva', day(3), ['stance']), day(4), ['toxic'])
  }
  const view = quarterView(told.input())
  for (const id of ['mixing.multiplex_ties', 'provocation.civility', 'tending.weeding']) {
    const found = evidenceOfIndicator(id, view)
    expect([id, found.length > 0]).toEqual([id, true])
    expect(found.filter(({ postId }) => postId === null)).toEqual([])
    const named = found.filter(({ accountId, otherAccountId }) => accountId !== null || otherAccountId !== null)
    expect([id, named]).toEqual([id, []])
    expect(found.filter(({ probability }) => probability !== null)).toEqual([])
  }
})

test('how surely our official posts were read is shown, whatever they speak of', () => {
  const told = new Story().accounts('owned', 'brand').accounts('employee', 'eva')
  for (const who of ['brand', 'eva']) told.original(who, day(1), { difficulty: 0.7 })
  expect(evidenceOfIndicator('vulnerability.disclosure', quarterView(told.input()))).toMatchObject([
    { postId: 'p0', counts: true, probability: 0.7 },
    { postId: 'p1', counts: true, probability: null },
  ])
})

test('it is told whether a person gave the label that counts', () => {
  const told = new Story().accounts('owned', 'brand')
  const saids: Said[] = [{ difficulty: 0.9 }, { difficulty: 0.9 }, { difficulty: 0.9 }, 'unread', []]
  saids.forEach((said, n) => told.original('brand', day(n), said))
  const labels = new Map([
    ['p0', { difficulty: false, apology: false }],
    ['p1', { apology: false }],
    ['p4', { apology: true }],
  ])
  expect(evidenceOfIndicator('vulnerability.disclosure', quarterView(told.input({ labels })))).toMatchObject([
    { postId: 'p0', counts: false, labelledBy: 'person' },
    // That a post does not apologise decides nothing about its difficulty.
    { postId: 'p1', counts: true, labelledBy: 'reader' },
    { postId: 'p2', counts: true, labelledBy: 'reader' },
    { postId: 'p4', counts: true, labelledBy: 'person' },
  ])
})
