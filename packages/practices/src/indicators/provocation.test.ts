import { expect, test } from 'vitest'
import { usually } from '../indicator-value.test-data.ts'
import { day, Story } from '../invented-history.test-data.ts'

const people = () =>
  new Story()
    .accounts('owned', 'brand')
    .accounts('employee', 'eva')
    .accounts('customer', 'ann', 'bob')
    .accounts('media', 'mia')
    .accounts('unclassified', 'uwe')

test('stance share: a stance and an open question among four originals: 2 of 4', () => {
  const story = people()
  story.original('brand', day(1), ['stance'])
  story.original('eva', day(2), ['question'])
  story.original('brand', day(3))
  story.original('brand', day(4), ['praise_of_other'])
  expect(usually('provocation.stance_share', story.input())).toEqual({ n: 4, value: 1 / 2 })
})

test('generativity: 3 voices on 1 provocative post against 1 on 2 others, half a reply at the common rate each', () => {
  const story = people()
  const stance = story.original('brand', day(1), ['stance'])
  const first = story.reply('ann', stance, day(2))
  story.reply('bob', first, day(3))
  story.reply('bob', stance, day(3))
  story.reply('mia', stance, day(3))
  story.reply('uwe', stance, day(16))
  const plain = story.original('brand', day(5))
  story.reply('ann', plain, day(6))
  story.original('brand', day(7))
  // The common rate is 4/3, so half a reply is worth 3/8 of a post: (3.5 / 1.375) / (1.5 / 2.375).
  const found = usually('provocation.generativity', story.input())
  expect(found?.n).toBe(1)
  expect(found?.value).toBeCloseTo(Math.log(3.5 / 1.375 / (1.5 / 2.375)), 12)
})

test('generativity has no value where nobody replies to anything', () => {
  const story = people()
  story.original('brand', day(1), ['stance'])
  story.original('brand', day(2))
  expect(usually('provocation.generativity', story.input())).toEqual({ n: 1, value: null })
})

test('breadth: three outsiders of two parties join; three of one party and an unclassified one do not', () => {
  const story = people().accounts('customer', 'cai')
  const wide = story.original('brand', day(1), ['question'])
  for (const who of ['ann', 'bob', 'mia']) story.reply(who, wide, day(2))
  const narrow = story.original('brand', day(3), ['stance'])
  for (const who of ['ann', 'bob', 'cai', 'uwe']) story.reply(who, narrow, day(4))
  expect(usually('provocation.breadth', story.input())).toEqual({ n: 2, value: 1 / 2 })
})

test('between others: two replies to us and one to another outsider; to oneself is neither: 1 of 3', () => {
  const story = people()
  const start = story.original('brand', day(1))
  const first = story.reply('ann', start, day(2))
  story.reply('ann', first, day(2.5))
  story.reply('bob', first, day(3))
  const ours = story.reply('eva', first, day(3))
  story.reply('mia', ours, day(4))
  const theirs = story.original('mia', day(1))
  story.reply('ann', theirs, day(2))
  expect(usually('provocation.between_others', story.input())).toEqual({ n: 3, value: 1 / 3 })
})

test('civility: one toxic reply of four below a stance; replies elsewhere do not count', () => {
  const story = people()
  const stance = story.original('brand', day(1), ['stance'])
  for (const who of ['ann', 'bob', 'mia']) story.reply(who, stance, day(2))
  story.reply('uwe', stance, day(3), ['toxic'])
  story.reply('uwe', stance, day(3), 'unread')
  story.reply('brand', stance, day(3), ['toxic'])
  const plain = story.original('brand', day(4))
  story.reply('uwe', plain, day(5), ['toxic'])
  expect(usually('provocation.civility', story.input())).toEqual({ n: 4, value: 3 / 4 })
})
