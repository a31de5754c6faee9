import { expect, test } from 'vitest'
import { usually } from './indicator-value.test-data.ts'
import { day, type Said, Story } from './invented-history.test-data.ts'
import { labelsOf, onlySignal } from './labels.ts'
import type { ScoringInput, Told } from './scoring-input.ts'

/** Originals of the brand, p0 onwards, and what people said of some. */
function originals(said: readonly Said[], labels: Record<string, Told> = {}, checked: readonly string[] = []) {
  const story = new Story().accounts('owned', 'brand').accounts('customer', 'ann', 'bob')
  const posts = said.map((each, place) => story.original('brand', day(place), each))
  const input = (given: Partial<ScoringInput> = {}) =>
    story.input({
      labels: new Map(Object.entries(labels)),
      checked: new Map(checked.map((id) => [id, { samplingWeight: 4, told: labels[id] ?? {} }])),
      ...given,
    })
  const written = () => input().history.posts.map((post, place) => ({ ...post, place }))
  return { story, posts, input, written }
}

test('what people said of a post holds in every reading', () => {
  const { input, written } = originals([{ asks: 0.99 }, { asks: 0.01 }], { p0: { asks: false }, p1: { asks: true } })
  for (const readiness of ['strict', 'usual', 'lax'] as const) {
    const labels = labelsOf(input(), { asks: readiness })
    expect(written().map((post) => labels.has(post, 'asks'))).toEqual([false, true])
  }
})

test('a label of one signal says nothing of another', () => {
  const { input, written } = originals([{ asks: 0.9, question: 0.9 }], { p0: { asks: false } })
  const [post] = written()
  expect(labelsOf(input(), {}).has(post!, 'question')).toBe(true)
})

test('where one signal alone is counted, another one that people saw is left out too', () => {
  const { input, written } = originals([{}], { p0: { apology: true } })
  const [post] = written()
  const scenario = onlySignal('difficulty', ['difficulty', 'apology'])
  expect(labelsOf(input(), scenario).has(post!, 'apology')).toBe(false)
})

test('a weak signal labels posts that people say carry it, even strictly', () => {
  const { input, written } = originals([{ stance: 0.99 }, { stance: 0.1 }], { p1: { stance: true } })
  const labels = labelsOf(input(), { stance: 'strict' })
  expect(written().map((post) => labels.has(post, 'stance'))).toEqual([false, true])
})

test('an unread post that was drawn for the check counts in a share; one that somebody picked does not', () => {
  const said: Said[] = [['asks'], [], 'unread', 'unread', 'unread']
  const labels = { p2: { asks: true }, p3: { asks: true } }
  expect(usually('vulnerability.asking', originals(said).input())).toEqual({ n: 2, value: 1 / 2 })
  expect(usually('vulnerability.asking', originals(said, labels).input())).toEqual({ n: 2, value: 1 / 2 })
  expect(usually('vulnerability.asking', originals(said, labels, ['p2']).input())).toEqual({ n: 3, value: 2 / 3 })
})

test('an unread post that people call an ask is one, and its answers count', () => {
  const { story, posts, input } = originals(['unread'], { p0: { asks: true } })
  for (const who of ['ann', 'bob']) story.reply(who, posts[0]!, day(2))
  expect(usually('vulnerability.answered', input({ labels: new Map() }))).toEqual({ n: 0, value: null })
  expect(usually('vulnerability.answered', input())).toEqual({ n: 1, value: 1 })
})

test('a reply that nobody could read is neither civil nor toxic until people say which', () => {
  const { story, posts, input } = originals([['stance']])
  story.reply('ann', posts[0]!, day(2), 'unread')
  story.reply('bob', posts[0]!, day(3), 'unread')
  const civility = (labels: Record<string, Told>) =>
    usually('provocation.civility', input({ labels: new Map(Object.entries(labels)) }))
  expect(civility({})).toEqual({ n: 0, value: null })
  expect(civility({ p1: { toxic: false } })).toEqual({ n: 1, value: 1 })
  expect(civility({ p1: { toxic: false }, p2: { toxic: true } })).toEqual({ n: 2, value: 1 / 2 })
})

test('self-promotion that somebody pointed out in an unread post is one of those that read posts stand for', () => {
  const { story, input } = originals([['self_promotion'], 'unread'], { p1: { self_promotion: true } })
  story.act('brand', 'repost', 'ann', day(3))
  // One of two own posts was read, so its self-promotion stands for two; the other is not counted a third time.
  expect(usually('promotion.share', input())).toEqual({ n: 2, value: 1 / 3 })
})
