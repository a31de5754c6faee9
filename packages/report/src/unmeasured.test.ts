import type { Need } from '@weft/model/need'
import type { IndicatorScore } from '@weft/model/scores'
import { expect, test } from 'vitest'
import {
  everywhere,
  lacking,
  measured,
  provisional,
  quarterScores,
  withIndicators,
  without,
} from './invented-institutions.test-data.ts'
import { unmeasuredOf } from './unmeasured.ts'

const plain = withIndicators(lacking('posts'), { 'house.rule': measured(50) })

test('what most indicators wait for comes first; decisions come last; what is measured is left out', () => {
  const scores = quarterScores('2026-Q3', {
    ...everywhere(plain),
    vulnerability: withIndicators(plain, {
      'vulnerability.disclosure': provisional([10, 60]),
      'vulnerability.asking': without('insufficient', '3 of 30 posts'),
      'vulnerability.answered': without('not_measurable', 'no replies'),
    }),
    tending: withIndicators(plain, {
      'tending.weeding': without('exempt', 'the charter forbids it'),
      'tending.introductions': without('not_measurable', 'no ties among others'),
      'tending.seeding': without('insufficient', '12 of 50 active'),
    }),
    weave: withIndicators(plain, { 'weave.beyond_us': without('not_measurable', 'no ties among others') }),
  })
  expect(unmeasuredOf(scores)).toEqual([
    { reason: 'no ties among others', indicators: ['tending.introductions', 'weave.beyond_us'] },
    { reason: 'no replies', indicators: ['vulnerability.answered'] },
    {
      reason: 'Posts nobody has checked yet (ranges only; the scores say how many to check)',
      indicators: ['vulnerability.disclosure'],
    },
    { reason: 'Too few items this quarter', indicators: ['vulnerability.asking', 'tending.seeding'] },
    { reason: 'Left out by decision: the charter forbids it', indicators: ['tending.weeding'] },
  ])
})

test('a quarter with every indicator measured lacks nothing', () => {
  expect(unmeasuredOf(quarterScores('2026-Q3', everywhere(plain)))).toEqual([])
})

test('an indicator that lacks two things stands under both, in words short enough for the page', () => {
  const lacks = (...missing: Need[]): IndicatorScore => ({ ...without('not_measurable', 'in a sentence'), missing })
  const scores = quarterScores('2026-Q3', {
    ...everywhere(plain),
    provocation: withIndicators(plain, {
      'provocation.breadth': lacks('inbound', 'roster'),
      'provocation.generativity': lacks('inbound'),
    }),
  })
  expect(unmeasuredOf(scores)).toEqual([
    {
      reason: 'Replies and mentions received, which no archive holds: add them from an API or a listening tool',
      indicators: ['provocation.breadth', 'provocation.generativity'],
    },
    {
      reason: 'Who is staff, customer, partner or independent: add a roster',
      indicators: ['provocation.breadth'],
    },
  ])
})
