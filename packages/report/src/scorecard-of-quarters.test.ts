import { expect, test } from 'vitest'
import {
  everywhere,
  lacking,
  measured,
  museumFacts,
  museumQuarters,
  quarterScores,
  ranged,
  scored,
  withIndicators,
  without,
} from './invented-institutions.test-data.ts'
import { QuarterNotScored, scorecardOfQuarters } from './scorecard-of-quarters.ts'

test('the history holds the eight quarters up to the one asked for, and none after it', () => {
  const nine = [quarterScores('2024-Q3', everywhere(scored(1))), ...museumQuarters]
  const { history } = scorecardOfQuarters(museumFacts, nine, '2026-Q3').rows.promotion
  expect(history.map(({ quarter }) => quarter)).toEqual(museumQuarters.map(({ quarter }) => quarter))
  expect(scorecardOfQuarters(museumFacts, nine, '2025-Q1').rows.promotion.history.map(({ score }) => score)).toEqual([
    1, 44, 51,
  ])
})

test('a quarter nobody scored is a gap in the history, not a point and not left out', () => {
  const scores = [
    quarterScores('2025-Q4', everywhere(scored(40))),
    quarterScores('2026-Q2', everywhere(ranged(30, 50))),
  ]
  expect(scorecardOfQuarters(museumFacts, scores, '2026-Q2').rows.weave.history).toEqual([
    { quarter: '2025-Q4', score: 40, range: null },
    { quarter: '2026-Q1', score: null, range: null },
    { quarter: '2026-Q2', score: null, range: [30, 50] },
  ])
})

test('a provisional practice becomes a range, one without evidence its reason', () => {
  const scores = quarterScores('2026-Q3', { ...everywhere(ranged(41, 59)), tending: lacking('needs replies') })
  const { rows } = scorecardOfQuarters(museumFacts, [scores], '2026-Q3')
  expect(rows.mixing.finding).toEqual({ state: 'provisional', range: [41, 59], band: 'growing' })
  expect(rows.tending.finding).toEqual({ state: 'not_enough_evidence', needs: 'needs replies' })
})

test('exempt indicators are left out of what a practice rests on', () => {
  const tending = withIndicators(scored(50), {
    'tending.seeding': measured(50),
    'tending.retention': without('insufficient', 'too few'),
    'tending.weeding': without('exempt', 'the charter forbids it'),
  })
  const { rows } = scorecardOfQuarters(
    museumFacts,
    [quarterScores('2026-Q3', { ...everywhere(scored(1)), tending })],
    '2026-Q3',
  )
  expect(rows.tending.restsOn).toEqual({ indicators: 1, indicatorsOf: 2, weightShare: 0.8 })
})

test('a quarter without scores has no scorecard', () => {
  expect(() => scorecardOfQuarters(museumFacts, museumQuarters, '2030-Q1')).toThrow(QuarterNotScored)
})
