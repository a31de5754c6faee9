import { PRACTICES } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { INDICATORS } from '@weft/practices/indicators'
import { scoreQuarter } from '@weft/practices/score'
import { generateInstitution } from '@weft/sample/generate-institution'
import { evenKnobs } from '@weft/sample/knobs'
import { DEFAULT_SIZE } from '@weft/sample/size'
import { expect, test } from 'vitest'
import { institutionInput } from './institution-input.ts'
import { intervalStudy } from './interval-study.ts'
import { ownness, practiceTable } from './practice-table.ts'

test('a knob moves the score of its practice up, and at least three times as far as anything else moves or is moved', () => {
  const table = practiceTable([100, 101])
  for (const practice of PRACTICES) {
    expect([practice, (table[practice][practice] ?? 0) > 15]).toEqual([practice, true])
    const { byColumn, byRow } = ownness(table, practice)
    expect([practice, byColumn >= 3, byRow >= 3]).toEqual([practice, true, true])
  }
}, 60_000)

test('a generated institution has every indicator but those its size is too small for', () => {
  const quarters: QuarterName[] = ['2025-Q4', '2026-Q1']
  const knobs = evenKnobs(0.5)
  const institution = generateInstitution({ seed: 1, quarters, knobs: [knobs, knobs], size: DEFAULT_SIZE })
  const { scores } = scoreQuarter(institutionInput(institution, 'everything', 10))
  const found = { ...scores.weave.indicators }
  for (const practice of PRACTICES) Object.assign(found, scores[practice].indicators)
  expect(Object.keys(found)).toHaveLength(INDICATORS.length)
  const unmeasured = Object.entries(found).filter(([, { state }]) => state !== 'measured')
  expect(unmeasured.map(([id, { state }]) => [id, state])).toEqual([['promotion.drawn_in', 'insufficient']])
})

test('a check of a hundred own posts and sixty that were sent to us makes a number of every practice', () => {
  const quarters: QuarterName[] = ['2025-Q4', '2026-Q1']
  const knobs = evenKnobs(0.5)
  for (const seed of [1, 2]) {
    const institution = generateInstitution({ seed, quarters, knobs: [knobs, knobs], size: DEFAULT_SIZE })
    const { scores } = scoreQuarter(institutionInput(institution, { checked: 100, sent: 60 }, 50))
    const found = PRACTICES.map((practice) => [practice, scores[practice].provisional, scores[practice].score === null])
    expect(found).toEqual(PRACTICES.map((practice) => [practice, false, false]))
  }
}, 60_000)

test('intervals of practices hold what is so in the long run about as often as they say', () => {
  const held = intervalStudy(2, { setting: 0.5, size: DEFAULT_SIZE, said: 'everything', played: 20 })
  const all = PRACTICES.map((practice) => held.get(practice)!)
  const [holding, intervals] = [
    all.reduce((sum, each) => sum + each.holding, 0),
    all.reduce((sum, each) => sum + each.intervals, 0),
  ]
  expect(intervals).toBe(5 * 40)
  // 200 intervals of which nine in ten hold: three standard errors either way, as quarters share their truths.
  expect(holding / intervals).toBeGreaterThan(0.83)
  expect(holding / intervals).toBeLessThan(0.99)
}, 60_000)
