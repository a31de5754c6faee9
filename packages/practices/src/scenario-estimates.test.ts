import { expect, test } from 'vitest'
import { indicatorWithId } from './indicators.ts'
import { day, QUALITY, type Said, Story } from './invented-history.test-data.ts'
import { quarterView } from './quarter-view.ts'
import { scenarioEstimates } from './scenario-estimates.ts'
import { scopeOf } from './scope.ts'
import { scoreQuarter } from './score.ts'
import type { ScoringInput } from './scoring-input.ts'

/** Ten originals with this probability of each signal. */
function values(id: string, signals: Said[], given: Partial<ScoringInput> = {}): (number | null)[] {
  const story = new Story().accounts('owned', 'brand')
  signals.forEach((said, place) => story.original('brand', day(place), said))
  const view = quarterView(story.input(given))
  const indicator = indicatorWithId(id)
  const found = scopeOf(indicator, view)
  if (found.missing !== null) throw new Error(found.missing.reason)
  return scenarioEstimates(indicator, view, found.scope).estimates.map(({ value }) => value)
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)

test('a share is read as usual, strictly and laxly, and corrected by the reader’s error rates', () => {
  const posts = [...times(1, { asks: 0.9 }), ...times(2, { asks: 0.6 }), ...times(3, { asks: 0.3 }), ...times(4, [])]
  const [usual, strict, lax, corrected, ...others] = values('vulnerability.asking', posts)
  expect([usual, strict, lax]).toEqual([0.3, 0.1, 0.6])
  // Adjusted count: (0.3 - 0.1) / (0.8 - 0.1).
  expect(corrected).toBeCloseTo(0.2 / 0.7, 12)
  expect(others).toEqual([])
})

test('a reader measured elsewhere too is corrected as there as well: what is labelled there may nearly all be wrong', () => {
  const posts = [...times(4, { asks: 0.6 }), ...times(6, [])]
  // Elsewhere 90 of 100 true posts are labelled, and at a precision of 0.2 so are 360 of 900 others.
  const rates = { precision: 0.2, recall: 0.9, f1: 0, macroF1: 0, auc: 0, calibrationError: 0 }
  const elsewhere = { set: 'firms', language: 'en', posts: 1_000, positives: 100, ...rates }
  const asks = { ...QUALITY.signals.asks, measured: [elsewhere] }
  const quality = { ...QUALITY, signals: { ...QUALITY.signals, asks } }
  const [, , , learnt, there, ...others] = values('vulnerability.asking', posts, { quality })
  expect(learnt).toBeCloseTo((0.4 - 0.1) / 0.7, 12)
  expect(there).toBeCloseTo(0, 12)
  expect(others).toEqual([])
})

test('a correction is clipped: fewer labelled than false positives alone would give is none', () => {
  expect(values('vulnerability.asking', times(10, []))[3]).toBe(0)
})

test('what people judged is not corrected: two of ten judged to ask, of eight others one read so', () => {
  const posts = [...times(1, { asks: 0.6 }), ...times(9, [])]
  const labels = new Map([
    ['p8', { asks: true }],
    ['p9', { asks: true }],
  ])
  // Strictly none of the eight; usually one of eight, corrected (1/8 - 0.1) / 0.7.
  const [usual, strict, lax, corrected] = values('vulnerability.asking', posts, { labels })
  expect([usual, strict, lax]).toEqual([0.3, 0.2, 0.3])
  expect(corrected).toBeCloseTo((2 + 8 * (0.025 / 0.7)) / 10, 12)
})

test('a correction never takes away what people said', () => {
  const labels = new Map([['p0', { asks: true }]])
  expect(values('vulnerability.asking', times(10, []), { labels })[3]).toBe(0.1)
})

test('with two signals every combination is read, and the correction is bounded by the commoner and by both', () => {
  const posts = [...times(3, { difficulty: 0.9 }), ...times(4, { apology: 0.6 }), ...times(3, [])]
  const [usual, ...rest] = values('vulnerability.disclosure', posts)
  expect(usual).toBe(0.7)
  // strict-strict, strict-lax, lax-strict, lax-lax
  expect(rest.slice(0, 4)).toEqual([0.3, 0.7, 0.3, 0.7])
  expect(rest[4]).toBeCloseTo(0.3 / 0.7, 12)
  expect(rest[5]).toBeCloseTo(0.2 / 0.7 + 0.3 / 0.7, 12)
})

test('a weak signal read strictly labels nobody, however sure the reader is', () => {
  const [usual, strict] = values('provocation.stance_share', times(10, { stance: 0.99 }))
  expect([usual, strict]).toEqual([1, 0])
})

test('the range of an unchecked share reaches from its strict to its lax reading', () => {
  const story = new Story().accounts('owned', 'brand')
  for (let n = 0; n < 40; n++) story.original('brand', day(n), { asks: n < 4 ? 0.9 : n < 8 ? 0.6 : n < 20 ? 0.3 : 0 })
  const [low, high] = scoreQuarter(story.input()).scores.vulnerability.indicators['vulnerability.asking']
    ?.valueInterval ?? [Number.NaN, Number.NaN]
  expect(low).toBeLessThan(4 / 40)
  expect(high).toBeGreaterThan(20 / 40)
})
