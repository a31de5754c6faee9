import { SIGNALS, type Signal } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { checkFrames } from './check-frames.ts'
import { imputedLabels } from './imputed-labels.ts'
import { INDICATORS } from './indicators.ts'
import { day, type Said, Story } from './invented-history.test-data.ts'
import { quarterView } from './quarter-view.ts'
import { scoreQuarter } from './score.ts'
import type { ScoringInput, Told } from './scoring-input.ts'

/** A brand whose hundred questions Ann and her friends answer, each once. */
function answered(saidOf: (n: number) => Said = () => []): Story {
  const friends = Array.from({ length: 100 }, (_, n) => `friend${n}`)
  const story = new Story().accounts('owned', 'brand').accounts('third_party', ...friends)
  friends.forEach((friend, n) => {
    const post = story.original('brand', day(n / 2), ['question'])
    story.reply(friend, post, day(n / 2 + 1), saidOf(n))
  })
  return story
}

const saying = (...signals: Signal[]): Told =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, signals.includes(signal)]))

/** A check of so many of our questions and of so many answers, of which the first so many are toxic. */
function checkOf(story: Story, { ours, theirs, toxic }: { ours: number; theirs: number; toxic: number }) {
  const { own, sent_to_us } = checkFrames(quarterView(story.input()))
  const labels = new Map<string, Told>([
    ...own.posts.slice(0, ours).map(({ id }): [string, Told] => [id, saying('question')]),
    ...sent_to_us.posts
      .slice(0, theirs)
      .map(({ id }, n): [string, Told] => [id, n < toxic ? saying('toxic') : saying()]),
  ])
  return { labels, checked: new Map([...labels].map(([id, told]) => [id, { samplingWeight: 1, told }])) }
}

function indicatorOf(id: string, input: ScoringInput) {
  const indicator = INDICATORS.find((one) => one.id === id)!
  return scoreQuarter(input).scores[indicator.practice].indicators[id]!
}

test('the check draws from what we wrote, and from what outsiders wrote to us or where we began', () => {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'ann', 'bob')
  const post = story.original('brand', day(1))
  const reply = story.reply('ann', post, day(2))
  const between = story.reply('bob', reply, day(3))
  const mention = story.original('bob', day(4), [], ['brand'])
  story.original('bob', day(5), [], ['ann'])
  story.original('ann', day(6), 'wordless', ['brand'])
  story.repost('ann', post, day(7))
  story.like('ann', story.original('ann', day(8)), day(9))
  story.reply('ann', post, day(100))
  const { own, sent_to_us } = checkFrames(quarterView(story.input()))
  expect(own.posts.map(({ time }) => time)).toEqual([post.time])
  expect(sent_to_us.posts.map(({ time }) => time)).toEqual([reply.time, between.time, mention.time])
})

test('what nobody judged carries a signal as often as the checked posts that read alike', () => {
  const story = answered()
  const input = story.input(checkOf(story, { ours: 100, theirs: 50, toxic: 10 }))
  const found = indicatorOf('provocation.civility', input)
  expect(found).toMatchObject({ state: 'measured', n: 100 })
  // Believed before: as one post of 10.5 / 51; so of the fifty others 50 x 10.206 / 51 are toxic, give or take the draws.
  expect(found.value).toBeGreaterThan(1 - (10 + 13.5) / 100)
  expect(found.value).toBeLessThan(1 - (10 + 6.5) / 100)
  expect(found.reason).toBe(
    '50 of 100 posts sent to us checked by people, the others taken to carry stance, open questions and toxicity as often as checked ones that read alike; estimator: imputation.',
  )
  const judged = indicatorOf('provocation.civility', story.input(checkOf(story, { ours: 100, theirs: 100, toxic: 20 })))
  expect(judged).toMatchObject({ state: 'measured', value: 0.8 })
  const width = ({ valueInterval }: typeof found) => valueInterval![1] - valueInterval![0]
  expect(width(found)).toBeGreaterThan(width(judged))
})

test('posts that read otherwise are told by the checked ones that read as they do', () => {
  const story = answered((n) => (n % 2 === 0 ? ['toxic'] : []))
  const { sent_to_us } = checkFrames(quarterView(story.input()))
  const given = checkOf(story, { ours: 100, theirs: 0, toxic: 0 })
  for (const { id, signals } of sent_to_us.posts.slice(0, 60)) {
    const told = signals!.toxic > 0.5 ? saying('toxic') : saying()
    given.labels.set(id, told)
    given.checked.set(id, { samplingWeight: 1, told })
  }
  const found = indicatorOf('provocation.civility', story.input(given))
  expect(found.value).toBeGreaterThan(0.46)
  expect(found.value).toBeLessThan(0.54)
})

test('who is often toxic is taken to be so also in posts that do not read like it', () => {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'drain', 'calm')
  const [doubtful, sure]: Said[] = [{ toxic: 0.2 }, { toxic: 0.9 }]
  for (let n = 0; n < 60; n++) {
    const post = story.original('brand', day(n / 2), ['question'])
    story.reply('drain', post, day(n / 2 + 1), n % 3 === 0 ? doubtful : sure)
    story.reply('calm', post, day(n / 2 + 1), doubtful)
  }
  const { sent_to_us } = checkFrames(quarterView(story.input()))
  const labels = new Map(
    sent_to_us.posts
      .slice(0, 80)
      .map(({ id, author }): [string, Told] => [id, saying(...(author === 1 ? ['toxic' as const] : []))]),
  )
  const checked = new Map([...labels].map(([id, told]) => [id, { samplingWeight: 1.5, told }]))
  const view = quarterView(story.input({ labels, checked }))
  const unjudged = sent_to_us.posts.filter(({ id, signals }) => !labels.has(id) && signals!.toxic < 0.5)
  const toxicShare = (who: number) => {
    const posts = unjudged.filter(({ author }) => author === who)
    const toxic = imputedLabels(view).map((labels) => posts.filter((post) => labels.has(post, 'toxic')).length)
    return toxic.reduce((sum, count) => sum + count, 0) / toxic.length / posts.length
  }
  expect(toxicShare(1)).toBeGreaterThan(0.85)
  expect(toxicShare(2)).toBeLessThan(0.15)
})

test('posts that no check draws from are not known, and what people said of one holds in every labelling', () => {
  const story = answered()
  story.original('friend1', day(60), [], ['friend2'])
  const given = checkOf(story, { ours: 100, theirs: 60, toxic: 30 })
  const view = quarterView(story.input(given))
  const [first] = checkFrames(view).sent_to_us.posts
  const elsewhere = view.posts.find(({ time }) => time === day(60))!
  for (const labels of imputedLabels(view)) {
    expect(labels.has(first!, 'toxic')).toBe(true)
    expect([labels.knows(elsewhere, ['toxic']), labels.has(elsewhere, 'toxic')]).toEqual([false, false])
  }
})

test('posts that nobody read, and of whose like no check says anything, are not taken for good', () => {
  const story = answered((n) => (n < 60 ? [] : 'unread'))
  const { sent_to_us } = checkFrames(quarterView(story.input()))
  // Our questions are imputed from the check; what was sent to us, people overruled as far as it was read.
  const given = checkOf(story, { ours: 80, theirs: 0, toxic: 0 })
  sent_to_us.posts.slice(0, 60).forEach(({ id }, n) => given.labels.set(id, n < 30 ? saying('toxic') : saying()))
  expect(indicatorOf('provocation.civility', story.input(given))).toMatchObject({
    state: 'measured',
    n: 60,
    value: 0.5,
  })
})

test('until fifty of what was sent to us are checked, what rests on it is a range', () => {
  const story = answered()
  const at = (theirs: number) =>
    indicatorOf('provocation.civility', story.input(checkOf(story, { ours: 100, theirs, toxic: 5 }))).state
  expect([at(49), at(50)]).toEqual(['provisional', 'measured'])
})

test('the same check gives the same value to the last digit, whatever else was labelled', () => {
  const story = answered()
  const given = checkOf(story, { ours: 100, theirs: 50, toxic: 10 })
  const found = indicatorOf('provocation.civility', story.input(given))
  expect(indicatorOf('provocation.civility', story.input(given))).toEqual(found)
  const { own } = checkFrames(quarterView(story.input()))
  const praising = new Map([
    ...given.labels,
    [own.posts[0]!.id, { ...saying('question'), praise_of_other: true }] as const,
  ])
  expect(indicatorOf('provocation.civility', story.input({ ...given, labels: praising }))).toEqual(found)
})
