import { SCORED } from '@weft/model/practice'
import { expect, test } from 'vitest'
import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { scoreQuarter, scoresOf } from './score.ts'
import { tailorRubric } from './tailor-rubric.ts'
import { whatIf } from './what-if.ts'

const { story } = inventedInstitution(2, 2)
const stored = scoresOf(scoreQuarter(story.input()), null)

const { rubric } = tailorRubric(DEFAULT_RUBRIC, {
  'weave.cross_party': { weight: 0.5, weightReason: 'groups first' },
  'weave.sustained': { exempt: 'we are a festival' },
  'weave.reciprocity': {
    anchors: { scale: 'linear', floor: 0, target: 0.9 },
    anchorsReason: 'we want to be stricter',
  },
})

test('what if is what scoring anew gives, with intervals hardly anywhere narrower', () => {
  const anew = scoreQuarter(story.input({ rubric })).scores
  const supposed = whatIf(stored, rubric)
  for (const scored of SCORED) {
    const [one, other] = [supposed[scored], anew[scored]]
    expect([one.state, one.provisional], scored).toEqual([other.state, other.provisional])
    expect(one.evidenceShare, scored).toBeCloseTo(other.evidenceShare, 12)
    expect(one.score ?? -1, scored).toBeCloseTo(other.score ?? -1, 9)
    const [low, high] = [0, 1].map((end) => (one.interval?.[end] ?? 0) - (other.interval?.[end] ?? 0))
    expect(low, scored).toBeLessThan(2)
    expect(high, scored).toBeGreaterThan(-2)
  }
  expect(supposed.weave.indicators['weave.sustained']).toMatchObject({ state: 'exempt', reason: 'we are a festival' })
  expect(supposed.weave.score).not.toBeCloseTo(stored.weave.score ?? Number.NaN, 1)
})

test('exempting what carries the weight leaves not enough evidence', () => {
  const bare = structuredClone(stored)
  for (const id of Object.keys(bare.weave.indicators)) {
    if (id !== 'weave.sustained') {
      const nothing = { value: null, valueInterval: null, score: null, interval: null }
      bare.weave.indicators[id] = {
        state: 'not_measurable',
        ...nothing,
        n: 0,
        reason: 'withheld',
        missing: ['inbound'],
      }
    }
  }
  expect(whatIf(bare, DEFAULT_RUBRIC).weave).toMatchObject({
    state: 'not_enough_evidence',
    score: null,
    interval: null,
  })
})
