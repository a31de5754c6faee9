import { expect, test } from 'vitest'
import { usually } from '../indicator-value.test-data.ts'
import { day, Story } from '../invented-history.test-data.ts'

const people = () =>
  new Story()
    .accounts('owned', 'brand')
    .accounts('employee', 'eva', 'finn', 'gil', 'hanna')
    .accounts('customer', 'ann', 'bob')

test('personal share: one personal original of two', () => {
  const story = people()
  story.original('eva', day(1), ['personal'])
  story.original('brand', day(2))
  expect(usually('mixing.personal_share', story.input())).toEqual({ n: 2, value: 1 / 2 })
})

test('human voices: two of three acts toward outsiders are by staff; acts among us do not count', () => {
  const story = people()
  story.act('eva', 'mention', 'ann', day(1))
  story.act('finn', 'like', 'bob', day(2))
  story.act('brand', 'reply', 'bob', day(3))
  story.act('eva', 'mention', 'brand', day(4))
  story.act('ann', 'mention', 'eva', day(4))
  expect(usually('mixing.human_voices', story.input())).toEqual({ n: 3, value: 2 / 3 })
})

test('human voices are not zero but unknown where the data never shows a staff account acting', () => {
  const story = people()
  for (const later of [1, 2, 3]) story.act('brand', 'mention', 'ann', day(later))
  expect(usually('mixing.human_voices', story.input())).toBeNull()
})

test('staff breadth: two of four employees, equally active, are 2 effective voices of 4', () => {
  const story = people()
  story.act('eva', 'mention', 'ann', day(1))
  story.act('finn', 'mention', 'ann', day(2))
  const found = usually('mixing.staff_breadth', story.input())
  expect(found?.n).toBe(4)
  expect(found?.value).toBeCloseTo(0.5, 12)
})

test('staff breadth: three acts of one and one of another are exp(0.5623) = 1.7548 voices of 4', () => {
  const story = people()
  for (const later of [1, 2, 3]) story.act('eva', 'mention', 'ann', day(later))
  story.act('finn', 'mention', 'ann', day(4))
  expect(usually('mixing.staff_breadth', story.input())?.value).toBeCloseTo(1.7547654 / 4, 6)
})

test('multiplex ties: of two mutual ties one carries both; one-way ties and ties with one read post are left out', () => {
  const story = people()
  const personal = story.original('ann', day(1), ['personal'], ['brand'])
  story.reply('brand', personal, day(2))
  const work = story.original('bob', day(1), [], ['eva'])
  story.reply('eva', work, day(2))
  story.original('ann', day(3), ['personal'], ['finn'])
  const unread = story.original('bob', day(4), 'unread', ['gil'])
  story.reply('gil', unread, day(5), ['personal'])
  expect(usually('mixing.multiplex_ties', story.input())).toEqual({ n: 2, value: 1 / 2 })
})
