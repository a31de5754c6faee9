import { isWithin } from '@weft/model/quarter'
import type { IndicatorScore } from '@weft/model/scores'
import { seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { CHECKED_MIN, drawCheck } from '@weft/prevalence/check-sample'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidenceOf } from './evidence.ts'
import type { HistoryPost } from './history.ts'
import { INDICATORS } from './indicators.ts'
import { QUARTER } from './invented-history.test-data.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { labelsOf } from './labels.ts'
import { quarterView } from './quarter-view.ts'
import { scoreQuarter } from './score.ts'
import type { ScoringInput, Told } from './scoring-input.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })

type Labels = Map<string, Told>

/** What people would say of posts: for most as the reader is usually, for one in five the contrary. */
function saidOf(posts: readonly HistoryPost[], seed: number): Labels {
  const random = seededRandom(seed)
  return new Map(
    posts.map(({ id, signals }) => [
      id,
      Object.fromEntries(SIGNALS.map((signal) => [signal, (signals?.[signal] ?? 0) >= 0.5 !== random() < 0.2])),
    ]),
  )
}

/** The input after a check of so many own posts. */
function checked(input: ScoringInput, size: number, seed: number): ScoringInput {
  const own = quarterView(input).ownPosts
  const frame = own.map(({ id, kind, signals }) => ({ id, isOriginal: kind === 'original', scores: signals }))
  const drawn = drawCheck(frame, size, `${seed}`)
  const said = saidOf(own, seed)
  return {
    ...input,
    labels: new Map(drawn.map(({ id }) => [id, said.get(id)!])),
    checked: new Map(
      drawn.map(({ id, inclusionProbability }) => [
        id,
        { samplingWeight: 1 / inclusionProbability, told: said.get(id)! },
      ]),
    ),
  }
}

const scoresOf = (input: ScoringInput) => scoreQuarter(input).scores

const indicatorsOf = (input: ScoringInput): Record<string, IndicatorScore> =>
  Object.assign({}, ...Object.values(scoresOf(input)).map(({ indicators }) => indicators))

test('what people said of other quarters’ posts changes nothing', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const input = inventedInstitution(seed).story.input()
      const others = input.history.posts.filter(({ time }) => !isWithin(time, QUARTER))
      expect(others.length).toBeGreaterThan(100)
      const labels = saidOf(others, seed)
      const given = {
        ...input,
        labels,
        checked: new Map([...labels].map(([id, told]) => [id, { samplingWeight: 2, told }])),
      }
      expect(scoresOf(given)).toEqual(scoresOf(input))
    }),
    { numRuns: 4 },
  )
})

test('an overruled label changes the items of its post and no others', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom<Signal>('asks', 'personal', 'difficulty'), (seed, signal) => {
      const input = inventedInstitution(seed).story.input()
      const shares = ['vulnerability.disclosure', 'vulnerability.asking', 'mixing.personal_share']
      const counted = (given: ScoringInput) =>
        evidenceOf({ view: quarterView(given) }).filter(({ indicator }) => shares.includes(indicator))
      const post = quarterView(input).ownPosts.find(({ kind, signals }) => kind === 'original' && signals !== null)!
      const usual = labelsOf(input, {}).has(post, signal)
      const before = counted(input)
      const after = counted({ ...input, labels: new Map([[post.id, { [signal]: !usual }]]) })
      const changed = after.filter((item, place) => item.counts !== before[place]!.counts)
      expect(after).toHaveLength(before.length)
      expect(changed.filter(({ postId }) => postId !== post.id)).toEqual([])
      const touched = INDICATORS.filter(({ id, signals }) => shares.includes(id) && signals.includes(signal))
      const isOtherwiseCounted = signal === 'difficulty' && labelsOf(input, {}).has(post, 'apology')
      expect(changed.map(({ indicator }) => indicator)).toEqual(isOtherwiseCounted ? [] : touched.map(({ id }) => id))
    }),
    { numRuns: 20 },
  )
})

test('a label that agrees with a sure reading changes no score', () => {
  const input = inventedInstitution(3).story.input()
  const sure = quarterView(input).ownPosts.filter(({ signals }) => signals !== null && signals.asks > 0.8)
  expect(sure.length).toBeGreaterThan(5)
  const labels: Labels = new Map(sure.map(({ id }) => [id, { asks: true }]))
  const { valueInterval } = indicatorsOf(input)['vulnerability.answered']!
  expect(indicatorsOf({ ...input, labels })['vulnerability.answered']?.valueInterval).toEqual(valueInterval)
})

test('the more posts are checked, the narrower the ranges are on average', () => {
  const ids = ['vulnerability.disclosure', 'vulnerability.asking', 'mixing.personal_share', 'promotion.share']
  const widths = [0, 20, 45, 150].map((size) => {
    let sum = 0
    for (let seed = 1; seed <= 3; seed++) {
      const found = indicatorsOf(checked(inventedInstitution(seed, 2).story.input(), size, seed))
      for (const id of ids) sum += found[id]!.valueInterval![1] - found[id]!.valueInterval![0]
    }
    return sum
  })
  expect(widths).toEqual(widths.toSorted((one, other) => other - one))
  expect(widths.at(-1)).toBeLessThan(widths[0]! / 2)
})

test('after a large check the shares are numbers, and lie in their intervals', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const input = checked(inventedInstitution(seed).story.input(), 3 * CHECKED_MIN, seed)
      const found = indicatorsOf(input)
      for (const { id } of INDICATORS.filter(({ isShareOfPosts }) => isShareOfPosts)) {
        const { state, value, valueInterval } = found[id]!
        expect([id, state]).toEqual([id, 'measured'])
        expect(valueInterval![0]).toBeLessThanOrEqual(value!)
        expect(valueInterval![1]).toBeGreaterThanOrEqual(value!)
      }
    }),
    { numRuns: 4 },
  )
})

test('the same labels give the same scores to the last digit, in whatever order they come', () => {
  const input = checked(inventedInstitution(5).story.input(), 80, 5)
  const turned = {
    ...input,
    labels: new Map([...input.labels].toReversed()),
    checked: new Map([...input.checked].toReversed()),
  }
  expect(JSON.stringify(scoresOf(turned))).toBe(JSON.stringify(scoresOf(input)))
})

test('numbering the accounts differently changes no value that rests on a check', () => {
  const { story } = inventedInstitution(7)
  const values = (given: Parameters<typeof story.input>[0]) => {
    const found = indicatorsOf(checked(story.input(given), 100, 7))
    return Object.entries(found).map(([id, { value, n }]) => [id, n, value === null ? null : value.toFixed(9)])
  }
  expect(values({ order: (rows) => rows.toReversed() })).toEqual(values({}))
})
