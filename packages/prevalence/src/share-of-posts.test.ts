import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CheckedPost, type ShareInput, shareOfPosts, stratumPosteriors } from './share-of-posts.ts'

const asked = (input: Partial<ShareInput>): ShareInput => ({
  scores: new Float64Array(),
  checked: [],
  picked: 'check',
  threshold: 0.5,
  rates: [],
  seed: 'hand',
  ...input,
})

const checkedPost = (place: number, positive: boolean, samplingWeight = 1): CheckedPost => ({
  place,
  positive,
  samplingWeight,
})

test('nothing checked: no share, but a range that holds the plain and the adjusted count, unread posts either way', () => {
  const scores = Float64Array.of(0.9, 0.8, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1, Number.NaN, Number.NaN)
  const found = shareOfPosts(asked({ scores, rates: [{ truePositiveRate: 0.9, falsePositiveRate: 0.1 }] }))
  expect(found).toMatchObject({ posts: 10, covered: 8, checked: 0, estimator: 'unchecked', share: null, naiveCount: 3 })
  // Counted 3/8 = 0.375; at least (0.375 - 0.1) / 0.9 = 0.3056, at most 0.375 / 0.9 = 0.4167, of 8 of 10 posts; 2 unknown.
  // Adjusted, (0.375 - 0.1) / 0.8 = 0.34375, lies between.
  expect(found.interval[0]).toBeCloseTo(0.24444)
  expect(found.interval[1]).toBeCloseTo(0.53333)
})

test('nothing checked, measured in two places: from all errors as in the one to all errors as in the other', () => {
  const scores = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.1, 0.1, 0.1, 0.1)
  const rates = [
    { truePositiveRate: 0.6, falsePositiveRate: 0.05 },
    { truePositiveRate: 0.95, falsePositiveRate: 0.7 },
  ]
  // Half is labelled: by the second all may be wrong, by the first 0.5 / 0.6 may be true.
  const [low, high] = shareOfPosts(asked({ scores, rates })).interval
  expect(low).toBe(0)
  expect(high).toBeCloseTo(0.5 / 0.6, 12)
})

test('nothing checked of a reader that was never measured: anything may be', () => {
  expect(shareOfPosts(asked({ scores: Float64Array.of(0.9, 0.1) })).interval).toEqual([0, 1])
})

test('where nothing was read the checked posts stand alone: 10 of 100, of 1,000', () => {
  const checked = Array.from({ length: 100 }, (_, i) => checkedPost(i, i < 10))
  const found = shareOfPosts(asked({ scores: new Float64Array(1000).fill(Number.NaN), checked }))
  expect(found).toMatchObject({ estimator: 'wilson', covered: 0, share: 0.1 })
  // Wilson for 100 x 999 / 900 = 111 posts, z = 1.6449: middle (0.1 + 0.012188) / 1.024375, half width 0.04699.
  expect(found.interval[0]).toBeCloseTo(0.0625, 3)
  expect(found.interval[1]).toBeCloseTo(0.1565, 3)
})

test('drawn by score: what was checked is known, the others are as their stratum, the stratum first as all', () => {
  const scores = Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9)
  const checked = [0, 1, 2, 4, 5, 6].map((place) => checkedPost(place, [0, 4, 5].includes(place), 4 / 3))
  const { estimator, share, interval } = shareOfPosts(asked({ scores, checked }))
  // Three of six: believed (3 + 1/2) / 7 for one post more. Left: one at (1 + 0.5) / 4 and one at (2 + 0.5) / 4.
  expect(estimator).toBe('strata')
  expect(share).toBeCloseTo((3 + 0.375 + 0.625) / 8, 12)
  expect(interval).toEqual([3 / 8, 5 / 8])
})

test('none positive of a hundred checked is a small share, and not none', () => {
  const scores = Float64Array.from({ length: 1000 }, (_, i) => (i % 10) / 10)
  const checked = Array.from({ length: 100 }, (_, i) => checkedPost(10 * i + (i % 10), false, 10))
  const { share, interval } = shareOfPosts(asked({ scores, checked }))
  expect(share).toBeGreaterThan(0)
  expect(share).toBeLessThan(0.001)
  expect(interval[0]).toBe(0)
  expect(interval[1]).toBeGreaterThan(0.01)
  expect(interval[1]).toBeLessThan(0.04)
})

test('checked at random with scores that tell: labels corrected by how scores differ', () => {
  // 40 of 100 posts score 1. Checked: 10 of these, 9 positive, and 10 others, 1 positive.
  const scores = Float64Array.from({ length: 100 }, (_, i) => Number(i < 40))
  const checked = [...Array(20).keys()].map((i) => checkedPost(i < 10 ? i : 40 + i, i < 9 || i === 10))
  const found = shareOfPosts(asked({ scores, checked, picked: 'random' }))
  // lambda = 4 / 5; share 0.5 + 0.8 x (0.4 - 0.5); variance 0.8 x (5 - 3.2) / 18 / 20 = 0.004, as of 60.9 posts.
  expect(found).toMatchObject({ estimator: 'ppi' })
  expect(found.share).toBeCloseTo(0.42)
  expect(found.interval[0]).toBeCloseTo(0.3215, 3)
  expect(found.interval[1]).toBeCloseTo(0.5254, 3)
})

test('checked at random with scores that tell nothing: the checked posts alone', () => {
  const scores = Float64Array.from({ length: 100 }, (_, i) => (i % 2) / 2)
  const checked = [...Array(40).keys()].map((i) => checkedPost(i, i % 4 < 2))
  expect(shareOfPosts(asked({ scores, checked, picked: 'random' }))).toMatchObject({ estimator: 'wilson', share: 0.5 })
})

test('checked at random with nine positives: the checked posts alone', () => {
  const scores = Float64Array.from({ length: 100 }, (_, i) => Number(i < 9))
  const checked = [...Array(40).keys()].map((i) => checkedPost(i, i < 9))
  expect(shareOfPosts(asked({ scores, checked, picked: 'random' })).estimator).toBe('wilson')
})

test('a post outside the frame, twice checked or without weight is refused', () => {
  const scores = Float64Array.of(0.1, 0.9)
  expect(() => shareOfPosts(asked({ scores, checked: [checkedPost(2, true)] }))).toThrow('no post at place 2')
  expect(() => stratumPosteriors({ scores, checked: [checkedPost(0, true), checkedPost(0, true)] })).toThrow('twice')
  expect(() => shareOfPosts(asked({ scores, checked: [checkedPost(0, true, 0)] }))).toThrow('above 0')
})

/** A frame with scores, unread posts among them, and some posts checked. */
const checks = fc
  .record({
    posts: fc.array(
      fc.record({ score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), positive: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 60,
      },
    ),
    part: fc.double({ min: 0.05, max: 1, noNaN: true }),
    picked: fc.constantFrom('check' as const, 'random' as const),
    seed: fc.string(),
  })
  .map(({ posts, part, picked, seed }) => {
    const random = seededRandom(seed)
    const scores = Float64Array.from(posts, ({ score }) => score ?? Number.NaN)
    const count = Math.ceil(part * posts.length)
    const checked = posts
      .map(({ positive }, place) => ({ ...checkedPost(place, positive, 1 + 9 * random()), at: random() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, count)
    return { posts, input: asked({ scores, checked, picked, seed }) }
  })

test('a share lies in its interval, and both leave possible what was checked', () => {
  fc.assert(
    fc.property(checks, ({ input }) => {
      const { share, interval } = shareOfPosts(input)
      const positives = input.checked.filter(({ positive }) => positive).length
      expect(interval[0]).toBeLessThanOrEqual(interval[1])
      expect(interval[0]).toBeGreaterThanOrEqual(positives / input.scores.length)
      expect(interval[1]).toBeLessThanOrEqual(
        (input.scores.length - input.checked.length + positives) / input.scores.length,
      )
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
    }),
  )
})

test('all posts checked: exactly the truth, without width', () => {
  fc.assert(
    fc.property(checks, ({ posts, input }) => {
      const checked = posts.map(({ positive }, place) => checkedPost(place, positive, 1 + (place % 3)))
      const truth = posts.filter(({ positive }) => positive).length / posts.length
      const { share, interval } = shareOfPosts({ ...input, checked })
      expect(share).toBe(truth)
      expect(interval).toEqual([truth, truth])
    }),
  )
})

test('the order of posts does not matter', () => {
  fc.assert(
    fc.property(checks, fc.string(), ({ posts, input }, seed) => {
      const random = seededRandom(seed)
      const places = posts.map((_, place) => ({ place, at: random() })).sort((a, b) => a.at - b.at)
      const moved = new Map(places.map(({ place }, to) => [place, to]))
      const turned = shareOfPosts({
        ...input,
        scores: Float64Array.from(places, ({ place }) => input.scores[place]!),
        checked: input.checked.map((each) => ({ ...each, place: moved.get(each.place)! })).reverse(),
      })
      const { share, interval, ...known } = shareOfPosts(input)
      expect(turned).toMatchObject(known)
      expect(turned.share).toBeCloseTo(share as number, 9)
      expect(turned.interval[0]).toBeCloseTo(interval[0], 9)
      expect(turned.interval[1]).toBeCloseTo(interval[1], 9)
    }),
  )
})
