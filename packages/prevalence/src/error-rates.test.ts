import type { SignalQuality } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { errorRatesOf } from './error-rates.ts'

const measuredOn = (set: string, precision: number, recall: number) => ({
  set,
  language: 'en',
  posts: 1_000,
  positives: 200,
  precision,
  recall,
  f1: 0,
  macroF1: 0,
  auc: 0,
  calibrationError: 0,
})

const quality = (given: Partial<SignalQuality>): SignalQuality => ({
  tier: 'usable',
  confusions: '',
  thresholds: { strict: 0.8, usual: 0.5, lax: 0.2 },
  truePositiveRate: null,
  falsePositiveRate: null,
  measured: [],
  ...given,
})

test('each set by itself: of 200 true posts 180 labelled, and as many others at a precision of one half', () => {
  const learnt = { truePositiveRate: 0.9, falsePositiveRate: 0.05 }
  const found = errorRatesOf(quality({ ...learnt, measured: [measuredOn('firms', 0.5, 0.9)] }))
  expect(found).toEqual([learnt, { truePositiveRate: 0.9, falsePositiveRate: 180 / 800 }])
})

test('where labels tell nothing, or nothing was labelled rightly, nothing is learnt of a share', () => {
  expect(errorRatesOf(quality({ measured: [measuredOn('noise', 0.2, 0.5), measuredOn('none', 0, 0)] }))).toEqual([])
  expect(errorRatesOf(quality({ truePositiveRate: 0.3, falsePositiveRate: 0.25 }))).toEqual([])
  expect(errorRatesOf(quality({}))).toEqual([])
})
