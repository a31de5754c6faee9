import { SCORED } from '@weft/model/practice'
import { expect, test } from 'vitest'
import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { INDICATORS } from './indicators.ts'
import { methodDocument } from './method-document.ts'
import { RubricSchema } from './rubric.ts'

test('the default rubric is a rubric, names every indicator, and exempts none', () => {
  expect(RubricSchema.parse(DEFAULT_RUBRIC)).toEqual(DEFAULT_RUBRIC)
  expect(SCORED.flatMap((scored) => Object.keys(DEFAULT_RUBRIC.indicators[scored]))).toEqual(
    expect.arrayContaining(INDICATORS.map(({ id }) => id)),
  )
  const entries = SCORED.flatMap((scored) => Object.entries(DEFAULT_RUBRIC.indicators[scored]))
  expect(entries).toHaveLength(INDICATORS.length)
  expect(entries.filter(([, { exempt }]) => exempt !== null)).toEqual([])
})

test.each(SCORED)('the weights of %s add up to 1, and each belongs to that practice', (scored) => {
  const entries = Object.entries(DEFAULT_RUBRIC.indicators[scored])
  expect(entries.reduce((sum, [, { weight }]) => sum + weight, 0)).toBeCloseTo(1, 12)
  for (const [id] of entries) expect(INDICATORS.find((indicator) => indicator.id === id)?.practice).toBe(scored)
})

test('from our own posts alone, vulnerability, provocation and promotion can be scored; a roster adds mixing', () => {
  const share = (scored: (typeof SCORED)[number], needs: readonly string[]) =>
    INDICATORS.filter((indicator) => indicator.practice === scored)
      .filter((indicator) => indicator.needs.every((need) => needs.includes(need)))
      .reduce((sum, { id }) => sum + (DEFAULT_RUBRIC.indicators[scored][id]?.weight ?? 0), 0)
  const ours = ['own_text', 'own_acts', 'own_reposts']
  for (const scored of ['vulnerability', 'provocation', 'promotion'] as const) {
    expect(share(scored, ours), scored).toBeGreaterThanOrEqual(0.5)
  }
  expect(share('mixing', [...ours, 'roster', 'staff_acts'])).toBeGreaterThanOrEqual(0.5)
  expect(share('weave', [...ours, 'inbound'])).toBeGreaterThanOrEqual(0.5)
})

test('the method document says of every indicator what it asks, counts and needs', () => {
  const document = methodDocument()
  expect(document).toHaveLength(28)
  for (const { asks, formula, needs, minimum, counts, source } of document) {
    expect(asks).toMatch(/\?$/)
    expect(formula.length).toBeGreaterThan(10)
    expect(needs.length).toBeGreaterThan(0)
    expect(minimum).toBeGreaterThan(0)
    expect(counts).not.toBe('')
    expect(source).not.toBe('')
  }
})
