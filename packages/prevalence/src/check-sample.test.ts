import { seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawCheck, type FramePost } from './check-sample.ts'

function framePosts(count: number, seed = 'frame'): FramePost[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, i) => ({
    id: `post-${i}`,
    isOriginal: random() < 0.6,
    scores:
      random() < 0.1
        ? null
        : (Object.fromEntries(SIGNALS.map((signal) => [signal, random() ** 3])) as Record<Signal, number>),
  }))
}

test('asking for forty more keeps the first hundred and adds the next forty', () => {
  const posts = framePosts(500)
  const more = drawCheck(posts, 140, 'spring')
  expect(more.slice(0, 100).map(({ id }) => id)).toEqual(drawCheck(posts, 100, 'spring').map(({ id }) => id))
  expect(more.map(({ order }) => order)).toEqual(Array.from({ length: 140 }, (_, i) => i + 1))
})

test('the same seed and posts give the same sample, whatever their order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 90 }), fc.string(), (count, size, seed) => {
      const posts = framePosts(count, seed)
      const drawn = drawCheck(posts, size, seed)
      const again = drawCheck([...posts].reverse(), size, seed)
      expect(again.map(({ id }) => id)).toEqual(drawn.map(({ id }) => id))
      expect(drawn).toHaveLength(Math.min(count, size))
    }),
  )
})

test('a frame no larger than the sample is taken whole, each post for certain', () => {
  expect(drawCheck(framePosts(30), 100, 'spring').map((post) => post.inclusionProbability)).toEqual(Array(30).fill(1))
})

test('ten posts that come later leave nine tenths of the sample as it was', () => {
  const posts = framePosts(510)
  const before = new Set(drawCheck(posts.slice(0, 500), 100, 'spring').map(({ id }) => id))
  expect(drawCheck(posts, 100, 'spring').filter(({ id }) => before.has(id)).length).toBeGreaterThanOrEqual(90)
})

test('a hundred hold fifty originals and more, however many other posts there are', () => {
  for (const originals of [60, 150, 400]) {
    const posts = framePosts(1_000).map((post, place) => ({ ...post, isOriginal: place < originals }))
    const isOriginal = new Map(posts.map((post) => [post.id, post.isOriginal]))
    for (const seed of ['spring', 'summer', 'autumn', 'winter']) {
      const drawn = drawCheck(posts, 100, seed).filter(({ id }) => isOriginal.get(id))
      expect(drawn.length).toBeGreaterThanOrEqual(50)
    }
  }
})

test('inclusion probabilities are what they say: posts come as often as told, and originals twice as often', () => {
  const posts = framePosts(60)
  const drawn = new Map<string, number>()
  const told = new Map(drawCheck(posts, 59, 'x').map(({ id }) => [id, 0]))
  for (let run = 0; run < 2000; run++) {
    for (const { id, inclusionProbability } of drawCheck(posts, 20, `run ${run}`)) {
      drawn.set(id, (drawn.get(id) ?? 0) + 1)
      told.set(id, inclusionProbability)
    }
  }
  for (const [id, probability] of told) {
    // 2,000 runs: four standard deviations are at most 0.045.
    expect(Math.abs((drawn.get(id) ?? 0) / 2000 - probability)).toBeLessThan(0.045)
  }
  expect([...told.values()].reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(20, 0)
})

test('signals wish for doubtful posts: twenty among four hundred sure noes come more often than others', () => {
  const posts = framePosts(0)
  for (let i = 0; i < 420; i++) {
    const scores = Object.fromEntries(SIGNALS.map((signal) => [signal, i < 20 ? 0.5 + i / 1000 : 0.001 + i / 1e6]))
    posts.push({ id: `${i}`, isOriginal: true, scores: scores as Record<Signal, number> })
  }
  const drawn = drawCheck(posts, 100, 'spring')
  const doubtful = drawn.find(({ id }) => Number(id) < 20)
  const sure = drawn.find(({ id }) => Number(id) >= 20)
  expect(doubtful!.inclusionProbability).toBeGreaterThan(2 * sure!.inclusionProbability)
})

test('a post twice in the frame, and a size that is none, are refused', () => {
  const [post] = framePosts(1)
  expect(() => drawCheck([post!, post!], 1, 's')).toThrow('twice')
  expect(() => drawCheck([], 1.5, 's')).toThrow('whole number')
})
