import type { LanguageMeasurement } from '@weft/model/language-measurement'
import type { ReaderQuality } from '@weft/model/signal'
import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { LanguageMeasurementBody, ReaderQualityBody } from './method.ts'

test('the contract describes a reader’s quality exactly as the reader states it', () => {
  expectTypeOf<z.output<typeof ReaderQualityBody>>().toEqualTypeOf<ReaderQuality>()
})

test('and how well languages are told exactly as it was measured', () => {
  expectTypeOf<z.output<typeof LanguageMeasurementBody>>().toEqualTypeOf<LanguageMeasurement>()
})
