import type { QuarterNetwork, QuarterScores } from '@weft/model/scores'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { QuarterNetworkBody } from './networks.ts'
import { QuarterScoresBody } from './scores.ts'
import { QuarterText } from './text.ts'

test('the contract describes a quarter’s scores exactly as they are stored', () => {
  expectTypeOf<z.output<typeof QuarterScoresBody>>().toEqualTypeOf<QuarterScores>()
  expectTypeOf<z.output<typeof QuarterNetworkBody>>().toEqualTypeOf<QuarterNetwork>()
})

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
