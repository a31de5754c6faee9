import type { IndicatorScore } from '@weft/model/scores'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { shareOfPosts } from '@weft/prevalence/share-of-posts'
import { expect, test } from 'vitest'
import { INDICATORS } from './indicators.ts'
import { day, type Said, Story } from './invented-history.test-data.ts'
import { scoreQuarter } from './score.ts'
import type { ScoringInput, Told } from './scoring-input.ts'

/** A brand with these originals, p0 onwards. */
function originals(...said: Said[]): Story {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'ann', 'bob')
  said.forEach((each, place) => story.original('brand', day(place / 10), each))
  return story
}

const times = (count: number, said: Said): Said[] => Array.from({ length: count }, () => said)
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, place) => `p${from + place}`)

/** All that people say of a post that they check: it carries these signals and no other. */
const saying = (...signals: Signal[]) => Object.fromEntries(SIGNALS.map((signal) => [signal, signals.includes(signal)]))

/** A check of these posts, each drawn for one of so many. */
function checkOf(posts: readonly string[], carrying: Record<string, Signal[]> = {}, weight = 1) {
  const labels = new Map(posts.map((id) => [id, saying(...(carrying[id] ?? []))]))
  return { labels, checked: new Map([...labels].map(([id, told]) => [id, { samplingWeight: weight, told }])) }
}

/** The same signals for each of these posts. */
const all = (posts: readonly string[], ...signals: Signal[]) => Object.fromEntries(posts.map((id) => [id, signals]))

function indicatorOf(id: string, story: Story, given: Partial<ScoringInput> = {}): IndicatorScore {
  const indicator = INDICATORS.find((one) => one.id === id)!
  return scoreQuarter(story.input(given)).scores[indicator.practice].indicators[id]!
}

test('a share is a number once fifty of its posts are checked: the checked ones as they are, the others at their rate', () => {
  const story = originals(...times(60, { asks: 0.3 }))
  const found = indicatorOf('vulnerability.asking', story, checkOf(ids(50), all(ids(10), 'asks'), 1.2))
  // Believed before: (10 + 1/2) / (50 + 1) of one post; so 10.206 of 51 carry it, and of the ten unchecked posts 2.001.
  expect(found).toMatchObject({
    state: 'measured',
    n: 60,
    reason: '50 of 60 own originals checked by people; estimator: strata.',
  })
  expect(found.value).toBeCloseTo((10 + 10 * ((10 + 10.5 / 51) / 51)) / 60, 12)
  const [low, high] = found.valueInterval!
  expect([low < 0.2, high > 0.2, high - low < 0.25]).toEqual([true, true, true])
})

test('the value is the share that the check of these posts estimates, for two signals of their union', () => {
  const read = [
    ...times(30, { difficulty: 0.4, apology: 0.5 }),
    ...times(50, { difficulty: 0.1 }),
    ...times(20, 'unread'),
  ]
  const picked = [...ids(20), ...ids(20, 30), ...ids(15, 80)]
  const carrying = { ...all(ids(9), 'difficulty'), ...all(ids(4, 8), 'apology'), ...all(ids(3, 80), 'apology') }
  const given = checkOf(picked, carrying)
  const found = indicatorOf('vulnerability.disclosure', originals(...read), given)
  const { share } = shareOfPosts({
    // 1 - (1 - 0.4)(1 - 0.5), and the signals that nothing was said of at 0.01.
    scores: Float64Array.from(read, (_, i) => (i < 30 ? 0.7 : i < 80 ? 1 - 0.9 * 0.99 : Number.NaN)),
    checked: picked.map((id) => ({ place: Number(id.slice(1)), positive: id in carrying, samplingWeight: 1 })),
    picked: 'check',
    threshold: 0.5,
    rates: [],
    seed: 'any',
  })
  expect(found.value).toBeCloseTo(share!, 12)
})

test('forty-nine checked posts narrow the range, and it says what the rest of the check would buy', () => {
  const story = originals(...times(200, { asks: 0.3 }))
  const before = indicatorOf('vulnerability.asking', story)
  const found = indicatorOf('vulnerability.asking', story, checkOf(ids(49), {}, 4))
  expect(before).toMatchObject({ state: 'provisional', value: null, score: null })
  expect(before.reason).toMatch(
    /^Rests on unchecked reading of asking for advice \(0 to \d+ %\); 100 of your originals checked by people would make it a number within about ±\d points?\.$/,
  )
  expect(found).toMatchObject({ state: 'provisional', value: null, score: null })
  expect(found.reason).toMatch(
    /, and on 49 of 200 own originals that people checked; 51 more checked by people would make it a number within about ±\d points?\.$/,
  )
  const width = ({ valueInterval }: IndicatorScore) => valueInterval![1] - valueInterval![0]
  expect(width(found)).toBeLessThan(width(before))
})

test('where there are fewer than fifty posts, all of them judged make a number, whatever made people look', () => {
  const story = originals(...times(40, { asks: 0.3 }))
  const { labels } = checkOf(ids(40), all(ids(4), 'asks'))
  expect(indicatorOf('vulnerability.asking', story, { labels })).toMatchObject({
    state: 'measured',
    value: 0.1,
    reason: 'All 40 own originals judged by people.',
  })
  labels.delete('p39')
  expect(indicatorOf('vulnerability.asking', story, { labels })).toMatchObject({ state: 'provisional' })
})

test('posts in a language that is not read can be checked all the same, and then they have a share', () => {
  const story = originals(...times(80, 'unread'))
  expect(indicatorOf('vulnerability.asking', story)).toMatchObject({
    state: 'insufficient',
    reason: '0 of 30 posts; 80 more were not read, and people can check them',
  })
  const found = indicatorOf('vulnerability.asking', story, checkOf(ids(60), all(ids(30), 'asks'), 80 / 60))
  expect(found).toMatchObject({ state: 'measured', n: 80 })
  expect(found.value).toBeCloseTo(0.5, 2)
})

test('a post without words is in no check', () => {
  const story = originals(...times(60, []))
  for (let n = 0; n < 40; n++) story.original('brand', day(70), 'wordless')
  const found = indicatorOf('vulnerability.asking', story, checkOf(ids(50), {}, 1.2))
  expect(found.reason).toBe('50 of 60 own originals checked by people; estimator: strata.')
})

test('once a share rests on its check, a label that somebody else gave has no part in it', () => {
  const story = originals(...times(200, { asks: 0.3 }))
  const given = checkOf(ids(60), all(ids(20), 'asks'), 200 / 60)
  const before = indicatorOf('vulnerability.asking', story, given)
  for (const id of [...ids(10, 50), ...ids(40, 100)]) given.labels.set(id, saying('asks'))
  expect(indicatorOf('vulnerability.asking', story, given)).toEqual(before)
})

test('promotion: passing on is counted, praise and self-promotion are estimated, here where all is checked', () => {
  const story = originals(...times(40, []), ...times(20, ['self_promotion']))
  for (let n = 0; n < 12; n++) story.original('brand', day(20), [], [n % 2 === 0 ? 'ann' : 'bob'])
  for (let n = 0; n < 10; n++) story.act('brand', 'repost', 'ann', day(30))
  const posts = ids(72)
  const given = checkOf(posts, { ...all(ids(15), 'self_promotion'), ...all(ids(5, 60), 'praise_of_other') })
  // Ten passed on, five of twelve praise; people found 15 self-promotions, wherever the reader had seen them.
  expect(indicatorOf('promotion.share', story, given)).toMatchObject({
    state: 'measured',
    value: 15 / 30,
    n: 30,
    reason: 'All 72 own posts judged by people.',
  })
})

test('promotion: what is checked stands for posts without words as well, so that pictures are not modesty', () => {
  const story = originals(...times(30, ['self_promotion']))
  for (let n = 0; n < 30; n++) story.original('brand', day(20), 'wordless')
  for (let n = 0; n < 40; n++) story.act('brand', 'repost', 'ann', day(30))
  const given = checkOf(ids(30), all(ids(20), 'self_promotion'))
  expect(indicatorOf('promotion.share', story, given)).toMatchObject({ state: 'measured', value: 40 / (40 + 2 * 20) })
})

test('promotion: where we wrote only without words, reposts alone are no share', () => {
  const story = originals(...times(30, 'wordless'))
  for (let n = 0; n < 40; n++) story.act('brand', 'repost', 'ann', day(30))
  expect(indicatorOf('promotion.share', story)).toMatchObject({ state: 'insufficient', n: 0 })
})

test('promotion: who wrote nothing and passed on forty posts has a share with an interval', () => {
  const story = originals()
  for (let n = 0; n < 40; n++) story.act('brand', 'repost', n % 2 === 0 ? 'ann' : 'bob', day(30))
  const found = indicatorOf('promotion.share', story)
  expect(found).toMatchObject({ state: 'measured', value: 1, reason: null })
  expect(found.valueInterval![0]).toBeGreaterThan(0)
})

test('promotion: praise is not estimated from fewer than ten checked posts that could praise somebody', () => {
  const story = originals(...times(60, []))
  for (let n = 0; n < 30; n++) story.original('brand', day(20), [], ['ann'])
  for (let n = 0; n < 40; n++) story.act('brand', 'repost', 'ann', day(30))
  const checked = (naming: number) => checkOf([...ids(60), ...ids(naming, 60)])
  expect(indicatorOf('promotion.share', story, checked(9)).state).toBe('provisional')
  expect(indicatorOf('promotion.share', story, checked(10)).state).toBe('measured')
})

/** Ten asks as the reader sees it laxly, each answered by two; and fifty other posts. */
function answeredAsks(): Story {
  const story = originals(...times(50, []))
  for (let n = 0; n < 10; n++) {
    const ask = story.original('brand', day(10 + n), { asks: 0.3 })
    for (const who of ['ann', 'bob']) story.reply(who, ask, day(20 + n))
  }
  return story
}

test('an indicator that rests on single posts says what is to be checked, or how many are to be judged', () => {
  const story = answeredAsks()
  const asks = story.input().history.posts.filter(({ signals }) => signals?.asks === 0.3)
  const labels = new Map(asks.map(({ id }): [string, Told] => [id, { asks: true }]))
  const others = new Set(
    story
      .input()
      .history.posts.filter(({ author, id }) => author === 0 && !labels.has(id))
      .map(({ id }) => id),
  )
  const said = (given: Partial<ScoringInput>) => indicatorOf('vulnerability.answered', story, given)
  const once = "Rests on unchecked reading of asking for advice; it becomes a number once the quarter's check holds"
  const check = checkOf([...others])
  labels.delete(asks[0]!.id)
  expect(said({ labels })).toMatchObject({
    state: 'provisional',
    reason: `${once} 50 own posts (0 so far).`,
  })
  expect(said({ ...check, labels: new Map([...check.labels, ...labels]) })).toMatchObject({
    state: 'insufficient',
    reason:
      "The quarter's check holds too few asks: a larger check would tell, or people judging the 1 post that reading leaves open.",
  })
  labels.set(asks[0]!.id, { asks: true })
  expect(said({ labels })).toMatchObject({ state: 'provisional', reason: `${once} 50 own posts (0 so far).` })
  expect(said({ ...check, labels: new Map([...check.labels, ...labels]) })).toMatchObject({
    state: 'measured',
    value: 1,
    n: 10,
  })
})

/** A hundred originals: the first ten are answered by two; the reader sees nothing in any. */
function answeredOrNot(): Story {
  const story = new Story()
    .accounts('owned', 'brand')
    .accounts('third_party', 'ann', 'bob', 'cai')
    .accounts('media', 'dee')
  for (let n = 0; n < 100; n++) {
    const post = story.original('brand', day(n / 2), [])
    if (n < 10) for (const who of ['ann', 'bob', 'dee']) story.reply(who, post, day(n / 2 + 1))
  }
  return story
}

const originalIds = (story: Story) =>
  story
    .input()
    .history.posts.filter(({ kind }) => kind === 'original')
    .map(({ id }) => id)

test('the check alone tells which share of our asks was answered: 4 of the 10 answered ask, 16 of the 90 others', () => {
  const story = answeredOrNot()
  const posts = originalIds(story)
  const asking = [...posts.slice(0, 4), ...posts.slice(50, 66)]
  const found = indicatorOf('vulnerability.answered', story, checkOf(posts, all(asking, 'asks')))
  expect(found).toMatchObject({ state: 'measured', value: 4 / 20, n: 20 })
  expect(found.reason).toBe('All 100 own posts judged by people.')
  const [low, high] = found.valueInterval!
  // Beta(4.5, 16.5), 5th and 95th percentile, by scipy 1.11: 0.089 and 0.365.
  expect(low).toBeGreaterThan(0.05)
  expect(low).toBeLessThan(0.14)
  expect(high).toBeGreaterThan(0.31)
  expect(high).toBeLessThan(0.42)
})

test('a part of the posts checked stands for the others, apart for those that were answered and those that were not', () => {
  const story = answeredOrNot()
  const posts = originalIds(story)
  // All ten answered are checked, four of them ask; of fifty others ten ask, so of ninety eighteen.
  const checked = [...posts.slice(0, 10), ...posts.slice(10, 60)]
  const asking = [...posts.slice(0, 4), ...posts.slice(10, 20)]
  const found = indicatorOf('vulnerability.answered', story, checkOf(checked, all(asking, 'asks')))
  expect(found.state).toBe('measured')
  expect(found.value).toBeCloseTo(4 / (4 + 18), 1)
  expect(found.reason).toBe('60 of 100 own posts checked by people; estimator: strata.')
  const groups = indicatorOf('provocation.breadth', story, checkOf(checked, all(asking, 'stance')))
  expect(groups).toMatchObject({ state: 'measured', n: found.n, value: found.value })
})

test('from fewer than ten checked of those that were answered no share is estimated: judged posts count as they are', () => {
  const story = answeredOrNot()
  const posts = originalIds(story)
  const checked = [...posts.slice(0, 9), ...posts.slice(10, 70)]
  const found = indicatorOf('vulnerability.answered', story, checkOf(checked, all(posts.slice(0, 20), 'asks')))
  expect(found.reason).toBe('69 posts judged by people for asking for advice.')
  expect(found.value).toBe(9 / 19)
})

test('answers followed up are told from the checked asks, each standing for as many as it was drawn from', () => {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'ann', 'bob')
  const asks = Array.from({ length: 60 }, (_, n) => story.original('brand', day(n / 2), []))
  asks.forEach((ask, n) => {
    const answer = story.reply(n % 2 === 0 ? 'ann' : 'bob', ask, day(n / 2 + 1))
    if (n < 15) story.reply('brand', answer, day(n / 2 + 2))
  })
  const posts = originalIds(story).slice(0, 60)
  // Fifty are checked, thirty of them ask: the first fifteen were followed up and stand for one each, fifteen for three each.
  const drawn = posts.slice(0, 50)
  const asking = [...posts.slice(0, 15), ...posts.slice(20, 35)]
  const given = checkOf(drawn, all(asking, 'asks'))
  for (const id of posts.slice(20, 35))
    given.checked.get(id)!.samplingWeight = 3 * given.checked.get(posts[0]!)!.samplingWeight
  const found = indicatorOf('vulnerability.followed_up', story, given)
  expect(found).toMatchObject({ state: 'measured', n: 30 })
  expect(found.value).toBeCloseTo(15 / (15 + 3 * 15), 12)
  expect(found.reason).toBe('50 of 60 own posts checked by people; estimator: sampling weights.')
})

test('what provocation draws is told from the checked posts: two voices on provocative ones, one on others', () => {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'ann', 'bob')
  for (let n = 0; n < 60; n++) {
    const post = story.original('brand', day(n / 2), [])
    for (const who of n < 20 ? ['ann', 'bob'] : ['ann']) story.reply(who, post, day(n / 2 + 1))
  }
  const posts = originalIds(story)
  const found = indicatorOf('provocation.generativity', story, checkOf(posts, all(posts.slice(0, 20), 'stance')))
  expect(found).toMatchObject({ state: 'measured', n: 20 })
  // 80 voices on 60 posts: half a voice is added to each side at that rate, 40.5 / 20.375 against 40.5 / 40.375.
  expect(found.value).toBeCloseTo(Math.log(40.375 / 20.375), 12)
})

test('what a weak signal passes over is open until people judge it, and so is what others wrote', () => {
  const story = new Story().accounts('owned', 'brand').accounts('third_party', 'ann')
  for (let n = 0; n < 50; n++) story.reply('ann', story.original('brand', day(n), ['question']), day(n + 1))
  const { posts } = story.input().history
  const ours = posts.filter(({ kind }) => kind === 'original').map(({ id }) => id)
  const theirs = posts.filter(({ kind }) => kind === 'reply').map(({ id }) => id)
  const check = checkOf(ours, all(ours, 'question'))
  expect(indicatorOf('provocation.civility', story, check).reason).toContain(
    "once the quarter's check holds 50 posts sent to us (0 so far), or people have judged the 50 posts that reading leaves open.",
  )
  for (const id of theirs) check.labels.set(id, { toxic: false })
  expect(indicatorOf('provocation.civility', story, check)).toMatchObject({
    state: 'measured',
    value: 1,
    reason: '100 posts judged by people for stance, open questions and toxicity.',
  })
})

test('where nothing that was read decides, nothing has to be judged', () => {
  const names = Array.from({ length: 100 }, (_, n) => `giver${n}`)
  const story = originals(...times(40, ['thanks'])).accounts('third_party', ...names)
  names.forEach((name, n) => {
    for (let acts = n < 10 ? 3 : 1; acts > 0; acts--) {
      const post = story.original(name, day(acts), [], ['brand'])
      if (n < 10) story.reply('brand', post, day(5))
    }
  })
  expect(indicatorOf('tending.recognition', story)).toMatchObject({
    state: 'measured',
    value: 1,
    n: 10,
    reason: 'No post had to be read for it.',
  })
})
