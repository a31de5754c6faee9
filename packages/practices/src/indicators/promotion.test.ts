import { expect, test } from 'vitest'
import { usually } from '../indicator-value.test-data.ts'
import { day, Story } from '../invented-history.test-data.ts'

const people = () =>
  new Story()
    .accounts('owned', 'brand')
    .accounts('employee', 'eva')
    .accounts('third_party', 'ann', 'bob')
    .accounts('partner', 'pat')
    .accounts('unclassified', 'uwe')

test('share: a repost, a quote, a praise and an act without a post against one self-promotion: 4 of 5', () => {
  const story = people()
  const work = story.original('ann', day(1))
  story.repost('brand', work, day(2))
  story.quote('eva', work, day(3), ['praise_of_other'])
  story.original('brand', day(4), ['praise_of_other'], ['bob', 'pat'])
  story.act('brand', 'repost', 'uwe', day(5))
  story.original('brand', day(6), ['self_promotion'])
  story.original('brand', day(7), ['praise_of_other'], ['eva'])
  story.repost('brand', story.original('eva', day(1)), day(2))
  expect(usually('promotion.share', story.input())).toEqual({ n: 5, value: 4 / 5 })
})

test('share: what is read counts for the unread as well, so that not reading is not modesty', () => {
  const story = people()
  story.original('brand', day(1), ['self_promotion'])
  story.original('brand', day(2), ['praise_of_other'], ['ann'])
  for (const later of [3, 4]) story.original('brand', day(later), 'unread')
  for (const later of [5, 6]) story.act('brand', 'repost', 'bob', day(later))
  // Two of four own posts were read, so each stands for two: (2 + 2) / (2 + 2 + 2).
  expect(usually('promotion.share', story.input())).toEqual({ n: 4, value: 4 / 6 })
})

test('share: where we wrote and nothing could be read, reposts alone are no share', () => {
  const story = people()
  story.original('brand', day(1), 'unread')
  story.act('brand', 'repost', 'bob', day(5))
  expect(usually('promotion.share', story.input())).toEqual({ n: 0, value: null })
})

test('disinterest: of three classified outsiders promoted, two are no partners, however often each was promoted', () => {
  const story = people()
  for (const later of [2, 3, 4]) story.act('brand', 'repost', 'pat', day(later))
  story.act('brand', 'repost', 'ann', day(5))
  story.act('eva', 'quote', 'bob', day(6))
  story.act('eva', 'quote', 'uwe', day(6))
  expect(usually('promotion.disinterest', story.input())).toEqual({ n: 5, value: 2 / 3 })
})

test('breadth: four promotions of two outsiders, two each, are 2 effective outsiders in 4 promotions', () => {
  const story = people()
  for (const later of [2, 3]) for (const who of ['ann', 'bob']) story.act('brand', 'repost', who, day(later))
  const found = usually('promotion.breadth', story.input())
  expect(found?.n).toBe(4)
  expect(found?.value).toBeCloseTo(0.5, 12)
})

test('drawn in: one of two promoted newcomers comes, and one of five matched others does: 1/2 - 1/5', () => {
  const others = ['m1', 'm2', 'm3', 'm4', 'm5']
  const story = people().accounts('third_party', ...others, 'far')
  // All were in touch with us once, long enough ago.
  for (const who of ['ann', 'bob', ...others, 'far']) story.act(who, 'mention', 'brand', day(-100))
  story.act('brand', 'repost', 'ann', day(10))
  story.act('brand', 'repost', 'bob', day(10))
  story.act('ann', 'mention', 'brand', day(39))
  story.act('m1', 'like', 'brand', day(40))
  story.act('m2', 'like', 'brand', day(41))
  // More active than the promoted, so matched to none of them; and it comes too.
  for (const later of [-90, -80, 20]) story.act('far', 'mention', 'brand', day(later))
  const found = usually('promotion.drawn_in', story.input())
  expect(found?.n).toBe(2)
  expect(found?.value).toBeCloseTo(1 / 2 - 1 / 5, 12)
})

test('drawn in: who was in touch already is not drawn in anew', () => {
  const others = ['m1', 'm2', 'm3', 'm4', 'm5']
  const story = people().accounts('third_party', ...others)
  for (const who of ['ann', ...others]) story.act(who, 'mention', 'brand', day(-100))
  story.act('ann', 'mention', 'brand', day(5))
  story.act('brand', 'repost', 'ann', day(10))
  story.act('ann', 'mention', 'brand', day(12))
  expect(usually('promotion.drawn_in', story.input())).toEqual({ n: 0, value: null })
})

test('drawn in: fewer than five matched outsiders are no comparison', () => {
  const others = ['m1', 'm2', 'm3', 'm4']
  const story = people().accounts('third_party', ...others)
  for (const who of ['ann', ...others]) story.act(who, 'mention', 'brand', day(-100))
  story.act('brand', 'repost', 'ann', day(10))
  expect(usually('promotion.drawn_in', story.input())?.n).toBe(0)
})
