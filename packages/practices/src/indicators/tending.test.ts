import { expect, test } from 'vitest'
import { usually } from '../indicator-value.test-data.ts'
import { covering, day, Story } from '../invented-history.test-data.ts'

const people = () =>
  new Story().accounts('owned', 'brand').accounts('employee', 'eva').accounts('customer', 'ann', 'bob', 'cai', 'dan')

test('seeding: of three active outsiders one is new and reaches three acts', () => {
  const story = people()
  for (const later of [1, 2, 3]) story.act('ann', 'mention', 'brand', day(later))
  for (const later of [-40, 1, 2, 3]) story.act('bob', 'like', 'brand', day(later))
  for (const later of [4, 5]) story.act('cai', 'like', 'eva', day(later))
  expect(usually('tending.seeding', story.input())).toEqual({ n: 3, value: 1 / 3 })
})

test('seeding is not measurable where the quarter before is not covered', () => {
  const story = people()
  for (const later of [1, 2, 3]) story.act('ann', 'mention', 'brand', day(later))
  const coverage = covering('inbound').map((piece) => ({ ...piece, from: day(0) }))
  expect(usually('tending.seeding', story.input({ coverage }))).toBeNull()
})

test('introductions: of two pairs introduced one meets within 60 days; of three other pairs one met: 1/2 - 1/3', () => {
  const story = people()
  // Pairs among ann, bob, cai and dan: ann-bob and ann-cai are introduced, bob-cai had met, three others remain less it.
  story.act('bob', 'mention', 'cai', day(-10))
  story.original('brand', day(5), [], ['ann', 'bob', 'cai'])
  story.act('bob', 'reply', 'ann', day(60))
  story.act('ann', 'reply', 'cai', day(66))
  story.act('dan', 'mention', 'ann', day(20))
  const found = usually('tending.introductions', story.input())
  expect(found?.n).toBe(2)
  // Far pairs: ann-bob, ann-cai, ann-dan, bob-dan, cai-dan; without those introduced three, of which ann-dan met.
  expect(found?.value).toBeCloseTo(1 / 2 - 1 / 3, 12)
})

test('introductions: pairs with a common contact are held against pairs with a common contact', () => {
  const story = people().accounts('customer', 'hub', 'eli')
  for (const who of ['ann', 'bob', 'cai']) story.act(who, 'mention', 'hub', day(-10))
  story.original('brand', day(5), [], ['ann', 'bob'])
  story.act('bob', 'reply', 'ann', day(6))
  for (const who of ['cai', 'dan', 'eli']) story.act(who, 'mention', 'brand', day(7))
  story.act('ann', 'mention', 'cai', day(8))
  // Close pairs: ann-bob (introduced), ann-cai (met), bob-cai (did not): the base rate is 1/2.
  expect(usually('tending.introductions', story.input())).toEqual({ n: 1, value: 1 - 1 / 2 })
})

test('recognition: of the most active tenth, ties at its edge included, one of two was answered', () => {
  const crowd = Array.from({ length: 10 }, (_, number) => `c${number}`)
  const story = people().accounts('customer', ...crowd)
  for (const later of [1, 2, 3]) for (const who of ['ann', 'bob']) story.act(who, 'mention', 'brand', day(later))
  for (const who of crowd) story.act(who, 'like', 'brand', day(4))
  story.act('eva', 'reply', 'ann', day(5))
  expect(usually('tending.recognition', story.input())).toEqual({ n: 2, value: 1 / 2 })
})

test('recognition: thanks by name and a repost recognise too; a like does not', () => {
  const story = people()
  for (const later of [1, 2]) for (const who of ['ann', 'bob', 'cai']) story.act(who, 'mention', 'brand', day(later))
  story.original('brand', day(5), ['thanks'], ['ann'])
  story.act('brand', 'repost', 'bob', day(5))
  story.act('brand', 'like', 'cai', day(5))
  expect(usually('tending.recognition', story.input())).toEqual({ n: 3, value: 2 / 3 })
})

test('responsiveness: answered after 47 hours counts, after 49 does not, nor does an answer by an outsider', () => {
  const story = people()
  const prompt = story.original('ann', day(1), [], ['brand', 'eva'])
  story.reply('eva', prompt, day(1) + 47 * 3_600_000)
  const late = story.original('bob', day(1), [], ['brand'])
  story.reply('brand', late, day(1) + 49 * 3_600_000)
  const open = story.original('cai', day(1), [], ['brand'])
  story.reply('ann', open, day(1.5))
  story.act('dan', 'mention', 'brand', day(1))
  story.act('brand', 'reply', 'dan', day(2))
  story.like('ann', story.original('brand', day(1)), day(2))
  expect(usually('tending.responsiveness', story.input())).toEqual({ n: 4, value: 2 / 4 })
})

test('retention: one of two comes back; whom we escorted out counts neither way', () => {
  const story = people()
  for (const who of ['ann', 'bob', 'cai']) story.act(who, 'mention', 'brand', day(-20))
  story.act('ann', 'like', 'brand', day(10))
  const input = story.input()
  expect(usually('tending.retention', input)).toEqual({ n: 3, value: 1 / 3 })
  const cai = input.history.accounts.findIndex(({ id }) => id === 'cai')
  expect(usually('tending.retention', { ...input, weeded: new Set([cai]) })).toEqual({ n: 2, value: 1 / 2 })
})

test('weeding: 2 of 6 acts come from a repeatedly toxic account, and we pass it on once: 1 - 3/7', () => {
  const story = people()
  const bad = story.original('dan', day(1), ['toxic'], ['brand'])
  story.original('dan', day(2), ['toxic'], ['brand'])
  story.original('ann', day(3), ['toxic'], ['brand'])
  for (const later of [4, 5, 6]) story.original('bob', day(later), [], ['brand'])
  story.repost('eva', bad, day(7))
  const found = usually('tending.weeding', story.input())
  expect(found?.n).toBe(6)
  expect(found?.value).toBeCloseTo(4 / 7, 12)
})

test('recognition: one act alone does not stand out, however few are active', () => {
  const story = people()
  for (const who of ['ann', 'bob']) story.act(who, 'mention', 'brand', day(1))
  expect(usually('tending.recognition', story.input())).toEqual({ n: 0, value: null })
})

test('weeding: what was written and not read is left out, not taken for harmless', () => {
  const story = people()
  story.original('ann', day(1), [], ['brand'])
  story.original('bob', day(1), 'unread', ['brand'])
  story.act('cai', 'mention', 'brand', day(1))
  story.act('dan', 'like', 'brand', day(1))
  expect(usually('tending.weeding', story.input())).toEqual({ n: 2, value: 1 })
})

test('weeding: two posts are too few for "most", be both self-promotion', () => {
  const story = people()
  for (const later of [1, 2]) story.original('bob', day(later), ['self_promotion'], ['brand'])
  expect(usually('tending.weeding', story.input())?.value).toBe(1)
})

test('weeding: self-promotion in two of three posts drains, in one of two does not', () => {
  const story = people()
  story.original('ann', day(1), ['self_promotion'], ['brand'])
  story.original('ann', day(2), ['self_promotion'], ['brand'])
  story.original('ann', day(3), [], ['brand'])
  story.original('bob', day(1), ['self_promotion'], ['brand'])
  story.original('bob', day(2), [], ['brand'])
  expect(usually('tending.weeding', story.input())?.value).toBeCloseTo(2 / 5, 12)
})
