import { setImmediate } from 'node:timers/promises'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { type QuarterCheckPost, quarterCheck } from './quarter-check.ts'

const each = <Value>(valueOf: (signal: Signal) => Value) =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, valueOf(signal)])) as Record<Signal, Value>

const QUALITY: ReaderQuality = {
  version: 'rules-1',
  languages: ['en'],
  signals: each((signal) => ({
    tier: signal === 'thanks' ? 'reliable' : 'weak',
    confusions: '',
    thresholds: { strict: 0.9, usual: 0.5, lax: 0.1 },
    truePositiveRate: 0.8,
    falsePositiveRate: 0.1,
    measured: [],
  })),
}

/** Posts of which every fifth carries thanks and is read so; the first `checked` were drawn and judged. */
function posts(count: number, checked: number, drawn = checked): QuarterCheckPost[] {
  return Array.from({ length: count }, (_, place) => {
    const isThanks = place % 5 === 0
    return {
      isOriginal: true,
      scores: each((signal) => (signal === 'thanks' && isThanks ? 0.9 : 0.05)),
      samplingWeight: place < drawn ? count / drawn : null,
      labels: place < checked ? each((signal) => signal === 'thanks' && isThanks) : null,
    }
  })
}

const of = async (input: readonly QuarterCheckPost[], signal: Signal) => {
  const found = (await quarterCheck(input, QUALITY, '2024-Q1')).signals.find((share) => share.signal === signal)
  if (found === undefined) throw new Error(`no share of ${signal}`)
  return found
}

test('a check is none, open, and enough once fifty posts and fifty originals are checked, or all of fewer', async () => {
  const state = async (...args: Parameters<typeof posts>) =>
    (await quarterCheck(posts(...args), QUALITY, '2024-Q1')).state
  expect(await state(200, 0)).toBe('none')
  expect(await state(200, 0, 100)).toBe('open')
  expect(await state(200, 49, 100)).toBe('open')
  expect(await state(200, 50, 100)).toBe('enough')
  expect(await state(30, 29, 30)).toBe('open')
  expect(await state(30, 30)).toBe('enough')
  const fewOriginals = posts(200, 60).map((post, place) => ({ ...post, isOriginal: place > 20 }))
  expect(await quarterCheck(fewOriginals, QUALITY, '2024-Q1')).toMatchObject({
    state: 'open',
    originals: { posts: 179, checked: 39 },
  })
})

test('a share says what it rests on: none while nobody checked, the truth where all was checked', async () => {
  expect(await of(posts(200, 0), 'thanks')).toMatchObject({
    tier: 'reliable',
    posts: 200,
    covered: 200,
    checked: 0,
    estimator: 'unchecked',
    share: null,
    naiveCount: 40,
  })
  expect(await of(posts(200, 200), 'thanks')).toMatchObject({ share: 0.2, interval: [0.2, 0.2], buys: [] })
  const checked = await of(posts(200, 100), 'thanks')
  expect(checked.estimator).toBe('strata')
  expect(checked.interval?.[0]).toBeLessThan(0.2)
  expect(checked.interval?.[1]).toBeGreaterThan(0.2)
})

test('while a check is open its shares are ranges, never single numbers', async () => {
  const open = await of(posts(200, 49, 100), 'thanks')
  expect(open).toMatchObject({ share: null, estimator: 'strata', checked: 49 })
  expect(open.interval?.[0]).toBeLessThan(open.interval?.[1] ?? 0)
  expect((await of(posts(200, 50, 100), 'thanks')).share).not.toBeNull()
})

test('a post that is labelled and was not drawn counts in no share', async () => {
  const overruled = posts(200, 100).map((post) => ({ ...post, labels: post.labels ?? each(() => true) }))
  expect(await of(overruled, 'thanks')).toEqual(await of(posts(200, 100), 'thanks'))
})

test('of what is delicate no share is told over fewer than twenty posts', async () => {
  for (const signal of ['difficulty', 'toxic', 'personal'] as const) {
    expect(await of(posts(19, 19), signal)).toMatchObject({ share: null, interval: null, naiveCount: null })
    expect(await of(posts(20, 20), signal)).toMatchObject({ share: 0, interval: [0, 0], naiveCount: 0 })
  }
  expect((await of(posts(19, 19), 'thanks')).share).toBeCloseTo(4 / 19)
})

test('what checking more buys is said in numbers and in words, and nothing is left to buy at the end', async () => {
  const isNews = (place: number) => place % 7 === 0
  const noisy = posts(400, 100).map((post, place) => ({
    ...post,
    labels: post.labels && { ...post.labels, thanks: isNews(place) },
  }))
  const { next } = await quarterCheck(noisy, QUALITY, '2024-Q1')
  expect(next?.posts).toBe(40)
  const said =
    /^Check 40 more posts: the widest share, of thanks, then lies within about ±(\d+) points instead of ±(\d+) points\.$/
  const [, then, now] = said.exec(next?.sentence ?? '') ?? []
  expect(Number(then)).toBeLessThan(Number(now))
  const { buys } = await of(noisy, 'thanks')
  expect(buys.map(({ checked }) => checked)).toEqual([100, 140])
  expect(buys[1]?.halfWidth).toBeLessThan(buys[0]?.halfWidth ?? 0)
  expect((await quarterCheck(posts(400, 0), QUALITY, '2024-Q1')).next).toEqual({
    posts: 100,
    sentence: expect.stringMatching(
      /^Check 100 posts: .* within about ±\d+ points, where it is a range of \d+ points now\.$/,
    ),
  })
  expect((await quarterCheck(posts(60, 60), QUALITY, '2024-Q1')).next).toBeNull()
})

test('others have their turn between two signals, so that a large quarter holds nobody up', async () => {
  let turns = 0
  const isDone = quarterCheck(posts(300, 100), QUALITY, '2024-Q1').then(() => true)
  while (!(await Promise.race([isDone, setImmediate(false)]))) turns++
  expect(turns).toBeGreaterThanOrEqual(SIGNALS.length - 1)
})
