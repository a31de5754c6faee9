import { bandOf } from '@weft/model/scores'
import { expect, test } from 'vitest'
import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { INDICATORS } from './indicators.ts'
import { covering, day, QUARTER, Story } from './invented-history.test-data.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { scoreQuarter, scoresOf } from './score.ts'
import { sharedBand } from './score-practice.ts'
import { tailorRubric } from './tailor-rubric.ts'

/** A brand that speaks into the void: 40 originals, 10 reposts, nothing received. */
function archiveOnly() {
  const story = new Story().accounts('owned', 'brand').accounts('unclassified', 'peer0', 'peer1', 'peer2')
  for (let n = 0; n < 40; n++) story.original('brand', day(n), n % 4 === 0 ? ['asks'] : ['self_promotion'])
  for (let n = 0; n < 10; n++) story.act('brand', 'repost', `peer${n % 3}`, day(n))
  return story.input({ coverage: covering('outbound'), rosterKnown: false })
}

test('an archive alone: what needs replies is not measurable, never 0', () => {
  const { scores } = scoreQuarter(archiveOnly())
  expect(scores.vulnerability.indicators['vulnerability.answered']).toEqual({
    state: 'not_measurable',
    value: null,
    valueInterval: null,
    score: null,
    interval: null,
    n: 0,
    reason:
      'The data for 2026-Q2 does not hold replies and mentions received (an X archive never has them). Upload mentions and replies from the X API or a listening tool for 2026-Q2.',
    missing: ['inbound'],
  })
  const unmeasured = Object.values(scores)
    .flatMap(({ indicators }) => Object.values(indicators))
    .filter(({ state }) => state !== 'measured')
  expect(unmeasured.length).toBeGreaterThan(20)
  expect(unmeasured.filter(({ value, score }) => value !== null || score !== null)).toEqual([])
})

test('an archive alone scores promotion as a range and says what tending and the weave wait for', () => {
  const { scores } = scoreQuarter(archiveOnly())
  expect(scores.promotion).toMatchObject({ state: 'scored', provisional: true, score: null })
  expect(scores.promotion.evidenceShare).toBeCloseTo(0.6, 12)
  expect(scores.vulnerability.state).toBe('scored')
  expect(scores.provocation.state).toBe('scored')
  expect(scores.tending).toMatchObject({
    state: 'not_enough_evidence',
    score: null,
    interval: null,
    band: null,
    evidenceShare: 0,
  })
  expect(scores.tending.reason).toBe(
    'Upload mentions and replies from the X API or a listening tool for 2026-Q2: 45 % more of the weight could be scored.',
  )
  expect(scores.weave.reason).toMatch(/: 50 % more of the weight could be scored\.$/)
})

test('too few items are insufficient, with how many are needed', () => {
  const story = new Story().accounts('owned', 'brand')
  for (let n = 0; n < 29; n++) story.original('brand', day(n))
  const { scores } = scoreQuarter(story.input())
  expect(scores.vulnerability.indicators['vulnerability.disclosure']).toMatchObject({
    state: 'insufficient',
    n: 29,
    reason: '29 of 30 posts',
  })
})

test('posts in languages that were not read are left out and reported', () => {
  const story = new Story().accounts('owned', 'brand')
  for (let n = 0; n < 40; n++) story.original('brand', day(n), n < 8 ? 'unread' : ['difficulty'])
  const { scores } = scoreQuarter(story.input())
  const disclosure = scores.vulnerability.indicators['vulnerability.disclosure']
  expect(disclosure).toMatchObject({ state: 'provisional', n: 32 })
  expect(disclosure?.reason).toContain('32 of 40 own originals could be read.')
})

test('an exempt indicator carries its written reason and takes its weight out of the practice', () => {
  const exempt = 'Our regulator forbids naming partners.'
  const { rubric } = tailorRubric(DEFAULT_RUBRIC, {
    'tending.seeding': { exempt },
    'tending.introductions': { exempt },
    'tending.recognition': { exempt },
    'tending.retention': { exempt },
    'tending.weeding': { exempt },
  })
  const { scores } = scoreQuarter(inventedInstitution(1).story.input({ rubric }))
  const { tending } = scores
  expect(tending.indicators['tending.seeding']).toMatchObject({ state: 'exempt', n: 0, reason: exempt })
  expect(tending.evidenceShare).toBe(1)
  // Only responsiveness is left, and it rests on no reading: a number.
  expect(tending.provisional).toBe(false)
  expect(tending.score).toBeCloseTo(tending.indicators['tending.responsiveness']?.score ?? Number.NaN, 9)
  expect(tending.band).toBe(bandOf(tending.score ?? Number.NaN))
})

test('a measured practice is the weighted mean of its indicators, inside its interval', () => {
  const { scores } = scoreQuarter(inventedInstitution(2, 3).story.input())
  const { weave } = scores
  expect(weave).toMatchObject({ state: 'scored', provisional: false })
  const weights = DEFAULT_RUBRIC.indicators.weave
  const scored = Object.entries(weave.indicators).filter(([, { score }]) => score !== null)
  const weightOf = (id: string) => weights[id]?.weight ?? 0
  const all = scored.reduce((sum, [id]) => sum + weightOf(id), 0)
  const mean = scored.reduce((sum, [id, { score }]) => sum + (weightOf(id) * (score ?? 0)) / all, 0)
  expect(weave.score).toBeCloseTo(mean, 9)
  const [low, high] = weave.interval ?? [Number.NaN, Number.NaN]
  expect(low).toBeLessThanOrEqual(mean)
  expect(high).toBeGreaterThanOrEqual(mean)
})

test('a provisional practice has a range, and a band only where both ends share it', () => {
  const { scores } = scoreQuarter(inventedInstitution(1, 3).story.input())
  expect(scores.vulnerability).toMatchObject({ provisional: true, score: null, band: null })
  expect(sharedBand([80, 100])).toBe('thriving')
  expect(sharedBand([79.9, 100])).toBeNull()
})

test('every indicator of the method is reported, in its order', () => {
  const { scores } = scoreQuarter(archiveOnly())
  expect(Object.values(scores).flatMap(({ indicators }) => Object.keys(indicators))).toEqual(
    INDICATORS.map(({ id }) => id),
  )
})

test('the first quarter is a baseline; the next one has a change where both have a score', () => {
  const { story } = inventedInstitution(1)
  const scoring = scoreQuarter(story.input())
  expect(scoresOf(scoring, null).weave.change).toBeNull()
  const next = scoreQuarter(story.input({ quarter: { ...QUARTER, name: '2026-Q3' } }))
  expect(scoresOf(next, scoring).weave.change).toMatchObject({ points: 0, word: 'no clear change' })
  expect(scoresOf(next, scoreQuarter(archiveOnly())).weave.change).toBeNull()
})
