import type { ReaderQuality } from '@weft/model/signal'
import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { ReaderQualityBody } from './method.ts'

test('the contract describes a reader’s quality exactly as the reader states it', () => {
  expectTypeOf<z.output<typeof ReaderQualityBody>>().toEqualTypeOf<ReaderQuality>()
})
