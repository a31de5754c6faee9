import type { QuarterNetwork, QuarterScores } from '@weft/model/scores'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { QuarterNetworkBody } from './networks.ts'
import { QuarterScoresBody } from './scores.ts'
import { QuarterText } from './text.ts'

test('the contract describes a quarter’s scores as they are stored, field by field; leaders are told fewer of them', () => {
  expectTypeOf<QuarterScores>().toExtend<z.output<typeof QuarterScoresBody>>()
  expectTypeOf<QuarterNetwork>().toExtend<z.output<typeof QuarterNetworkBody>>()
  expectTypeOf<DeepKeys<z.output<typeof QuarterScoresBody>>>().toEqualTypeOf<DeepKeys<QuarterScores>>()
})

/** The same fields, whatever is in them. */
type DeepKeys<Body> = Body extends readonly (infer Item)[]
  ? DeepKeys<Item>[]
  : Body extends object
    ? { [Key in keyof Body]: DeepKeys<NonNullable<Body[Key]>> }
    : 'value'

test('a score that is no number is refused, not passed on', () => {
  const weave = { state: 'scored', provisional: false, score: Number.NaN }
  const read = QuarterScoresBody.shape.weave.safeParse(weave)
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain('score')
})

test('a quarter is written 2015-Q3', () => {
  expect(QuarterText.safeParse('2015-Q3').success).toBe(true)
  for (const text of ['2015-Q5', '2015Q3', '15-Q3', '2015-Q3 ', ''])
    expect(QuarterText.safeParse(text).success).toBe(false)
})
