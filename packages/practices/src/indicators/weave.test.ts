import { hubDependence } from '@weft/network/hub-dependence'
import { networkFromTies } from '@weft/network/network'
import { expect, test } from 'vitest'
import { usually } from '../indicator-value.test-data.ts'
import { day, Story } from '../invented-history.test-data.ts'

const people = () =>
  new Story()
    .accounts('owned', 'brand')
    .accounts('employee', 'eva')
    .accounts('customer', 'ann', 'bob')
    .accounts('media', 'mia', 'max')

const weeks = [0, 7, 14]

test('cross party: 2 of 4 ties cross where 2 are expected: 1', () => {
  const story = people()
  story.act('ann', 'mention', 'bob', day(1))
  story.act('ann', 'mention', 'mia', day(1))
  story.act('mia', 'mention', 'max', day(1))
  story.act('mia', 'mention', 'ann', day(1))
  // Customers send 2 and receive 2, media likewise: 2x2/4 + 2x2/4 = 2 within are expected, and 2 across.
  expect(usually('weave.cross_party', story.input())).toEqual({ n: 4, value: 1 })
})

test('cross party: three ties of four across where 2 are expected: 3/2; ties are counted once, unlabelled ends not', () => {
  const story = people().accounts('unclassified', 'uwe')
  story.act('ann', 'mention', 'mia', day(1))
  story.act('ann', 'like', 'mia', day(2))
  story.act('bob', 'mention', 'max', day(1))
  story.act('mia', 'mention', 'ann', day(1))
  story.act('max', 'mention', 'mia', day(1))
  story.act('max', 'mention', 'uwe', day(1))
  // Customers send 2 and receive 1, media send 2 and receive 3: within 2x1/4 + 2x3/4 = 2.
  expect(usually('weave.cross_party', story.input())?.value).toBeCloseTo(3 / 2, 12)
})

test('cross party has no value where all ties are within one party', () => {
  const story = people()
  story.act('ann', 'mention', 'bob', day(1))
  expect(usually('weave.cross_party', story.input())).toEqual({ n: 1, value: null })
})

test('beyond us: of two lasting ties across parties one has no end inside', () => {
  const story = people()
  for (const week of weeks) {
    story.act('ann', 'mention', 'mia', day(week))
    story.act('bob', 'mention', 'brand', day(week))
    story.act('mia', 'mention', 'max', day(week))
  }
  story.act('max', 'mention', 'ann', day(1))
  expect(usually('weave.beyond_us', story.input())).toEqual({ n: 2, value: 1 / 2 })
})

test('reciprocity: of three inside-outside pairs one goes both ways; ties among others do not count', () => {
  const story = people()
  story.act('ann', 'mention', 'brand', day(1))
  story.act('brand', 'like', 'ann', day(2))
  story.act('bob', 'mention', 'brand', day(1))
  story.act('eva', 'mention', 'mia', day(1))
  story.act('ann', 'mention', 'mia', day(1))
  story.act('mia', 'mention', 'ann', day(1))
  expect(usually('weave.reciprocity', story.input())).toEqual({ n: 3, value: 1 / 3 })
})

test('sustained: a tie in three ISO weeks lasts, one with five acts in two weeks does not', () => {
  const story = people()
  for (const week of weeks) story.act('ann', 'mention', 'brand', day(week))
  for (const later of [0, 1, 2, 7, 8]) story.act('bob', 'mention', 'brand', day(later))
  expect(usually('weave.sustained', story.input())).toEqual({ n: 2, value: 1 / 2 })
})

test('hub independence: without the brand, a largest piece of 5 accounts leaves one of 3', () => {
  const story = people()
  for (const who of ['ann', 'bob', 'mia']) story.act(who, 'mention', 'brand', day(1))
  story.act('ann', 'mention', 'bob', day(1))
  story.act('bob', 'mention', 'eva', day(1))
  const input = story.input()
  expect(usually('weave.hub_independence', input)).toEqual({ n: 5, value: 3 / 5 })
  const { accounts, interactions } = input.history
  const network = networkFromTies(
    accounts.length,
    interactions.map(({ actor }) => actor),
    interactions.map(({ target }) => target),
  )
  expect(1 - (hubDependence(network, (account) => input.parties[account] === 'owned') ?? 1)).toBeCloseTo(3 / 5, 12)
})
