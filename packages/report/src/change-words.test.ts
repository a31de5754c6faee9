import type { Change } from '@weft/model/scores'
import { expect, test } from 'vitest'
import { changeInWords, changesInSentences, movementSentence } from './change-words.ts'
import {
  down,
  everywhere,
  lacking,
  level,
  museumFacts,
  quarterScores,
  ranged,
  scored,
  up,
} from './invented-institutions.test-data.ts'
import type { ScorecardRow } from './scorecard.ts'
import { scorecardOfQuarters } from './scorecard-of-quarters.ts'

function row(before: number | null, now: number | null, change: Change | null): ScorecardRow {
  const point = (quarter: '2026-Q2' | '2026-Q3', score: number | null) => ({ quarter, score, range: null })
  return {
    finding:
      now === null
        ? { state: 'not_enough_evidence', needs: 'x' }
        : { state: 'scored', score: now, interval: null, band: 'growing' },
    change,
    history: [point('2026-Q2', before), point('2026-Q3', now)],
    restsOn: { indicators: 1, indicatorsOf: 2, weightShare: 0.5 },
  }
}

function rowsOf(before: ReturnType<typeof everywhere>, now: ReturnType<typeof everywhere>) {
  const quarters = [quarterScores('2026-Q2', before, { baseline: true }), quarterScores('2026-Q3', now)]
  return scorecardOfQuarters(museumFacts, quarters, '2026-Q3').rows
}

test('a rise has an arrow up, its points and their interval, all signed', () => {
  expect(changeInWords(row(47, 53, up(6)), false)).toEqual({ arrow: '↑', word: 'up', detail: '+6 points (+3 to +9)' })
})

test('a fall is written with a minus sign, not a hyphen', () => {
  expect(changeInWords(row(47, 46, down(1)), false).detail).toBe('\u22121 point (\u22123 to +1)')
})

test('the baseline has a word and no arrow', () => {
  expect(changeInWords(row(null, 53, null), true)).toEqual({ arrow: '', word: 'baseline', detail: '' })
})

test('between ranges there is a direction and never a number', () => {
  const words = changeInWords(row(47, 53, { points: null, interval: [4, 30], word: 'up' }), false)
  expect(words.arrow).toBe('↑')
  expect(words.detail).not.toMatch(/\d/)
})

test('a score without one before it is not comparable, and says why', () => {
  expect(changeInWords(row(null, 53, null), false)).toEqual({
    arrow: '',
    word: 'not comparable',
    detail: 'no score the quarter before',
  })
})

test('a movement says from where to where', () => {
  expect(movementSentence('promotion', row(47, 53, up(6)))).toBe('Promoting others rose 6 points, from 47 to 53.')
})

test('a movement whose whole points would not add up is told with one decimal', () => {
  expect(movementSentence('promotion', row(35.6, 41.4, up(5.8)))).toBe(
    'Promoting others rose 5.8 points, from 35.6 to 41.4.',
  )
})

test('what changed tells the largest movement first, then what can be told newly', () => {
  const before = { ...everywhere(scored(50)), mixing: lacking('a roster') }
  const now = {
    ...everywhere(scored(50, level(0))),
    promotion: scored(53, up(3, 1)),
    tending: scored(41, down(9)),
    mixing: scored(60),
  }
  expect(changesInSentences(rowsOf(before, now), '2026-Q3', false)).toEqual([
    'Seeding, feeding and weeding fell 9 points, from 50 to 41.',
    'Promoting others rose 3 points, from 50 to 53.',
    'Mixing professional and personal can be told this quarter and could not the quarter before.',
  ])
})

test('a score that is lost is news', () => {
  const rows = rowsOf(everywhere(ranged(10, 30)), everywhere(lacking('posts')))
  expect(changesInSentences(rows, '2026-Q3', false)[0]).toMatch(/could be told the quarter before and cannot/)
})

test('nothing clear is said to be nothing clear', () => {
  const rows = rowsOf(everywhere(scored(50)), everywhere(scored(51, level(1))))
  expect(changesInSentences(rows, '2026-Q3', false)).toEqual([
    'Nothing changed clearly: every movement lies within its uncertainty.',
  ])
})

test('what did not change is named where it is short, and summed up where it is not', () => {
  const oneClear = { ...everywhere(scored(50, level(1))), weave: scored(57, up(7)) }
  expect(changesInSentences(rowsOf(everywhere(scored(50)), oneClear), '2026-Q3', false)).toEqual([
    'The weave rose 7 points, from 50 to 57.',
    'No clear change in the others.',
  ])
})

test('the baseline compares with nothing, and neither does a quarter after a quarter without scores', () => {
  const none = rowsOf(everywhere(lacking('posts')), everywhere(lacking('posts')))
  expect(changesInSentences(none, '2026-Q3', true)).toEqual([
    '2026-Q3 is the baseline: later quarters are compared with it.',
  ])
  expect(changesInSentences(none, '2026-Q3', false)[0]).toMatch(/no change can be told/)
})
