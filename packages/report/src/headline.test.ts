import type { Scored } from '@weft/model/practice'
import type { PracticeScore } from '@weft/model/scores'
import { expect, test } from 'vitest'
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
import { scorecardOfQuarters } from './scorecard-of-quarters.ts'

function headline(scores: Record<Scored, PracticeScore>, baseline = false): string {
  return scorecardOfQuarters(museumFacts, [quarterScores('2026-Q3', scores, { baseline })], '2026-Q3').headline
}

test('the largest clear change leads, and one the other way follows', () => {
  const scores = { ...everywhere(scored(50, level(1))), promotion: scored(53, up(6)), provocation: scored(40, down(4)) }
  expect(headline(scores)).toBe('Promoting others rose 6 points to 53 of 100, while provoking fell 4 points.')
})

test('a large movement that is not clear is no news', () => {
  const scores = { ...everywhere(scored(50, level(9))), tending: scored(61, level(2)) }
  expect(headline(scores)).toBe(
    'No practice changed clearly this quarter: seeding, feeding and weeding scores highest, at 61 of 100.',
  )
})

test('the weave is no practice: it never makes the headline', () => {
  expect(headline({ ...everywhere(lacking('posts')), weave: scored(90, up(40)) })).toMatch(
    /^None of the five practices/,
  )
})

test('the baseline says so and names the highest score', () => {
  expect(headline({ ...everywhere(scored(30)), mixing: scored(71.2) }, true)).toBe(
    'The baseline is set: mixing professional and personal scores highest, at 71 of 100.',
  )
})

test('ranges are counted, not averaged', () => {
  expect(headline(everywhere(ranged(20, 60)))).toBe(
    'All five practices can be told as ranges only, until the posts they rest on are checked.',
  )
  const two = { ...everywhere(lacking('posts')), promotion: ranged(34, 71), mixing: ranged(0, 50) }
  expect(headline(two)).toBe(
    'Two practices can be told as ranges only, until the posts they rest on are checked; the other three need more data.',
  )
})

test('a single range is said with both its ends', () => {
  expect(headline({ ...everywhere(lacking('posts')), promotion: ranged(34, 71) })).toBe(
    'Promoting others lies somewhere from 34 to 71 until its posts are checked; the other four need more data.',
  )
})

test('scores that print alike are not ranked', () => {
  expect(headline(everywhere(scored(51, level(1))))).toBe(
    'No practice changed clearly this quarter: all five scored stand at 51 of 100.',
  )
  const pair = { ...everywhere(scored(30)), mixing: scored(71.2), tending: scored(70.9) }
  expect(headline(pair, true)).toBe(
    'The baseline is set: mixing professional and personal and seeding, feeding and weeding score highest, at 71 of 100.',
  )
  const three = { ...pair, promotion: scored(71) }
  expect(headline(three, true)).toBe('The baseline is set: three share the highest score, 71 of 100.')
})
