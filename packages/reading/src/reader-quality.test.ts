import { SIGNALS } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { readerQuality } from './reader-quality.ts'
import { versionOfRules } from './reader-version.ts'
import { SIGNAL_RULES } from './signal-rules.ts'

test('the figures that ship were measured on the rules that ship', () => {
  expect(readerQuality.version).toBe(versionOfRules(SIGNAL_RULES))
})

test.each(SIGNALS)('the thresholds of %s are in order and leave room on both sides', (signal) => {
  const { strict, usual, lax } = readerQuality.signals[signal].thresholds
  expect(strict).toBeGreaterThan(usual)
  expect(usual).toBeGreaterThan(lax)
  expect(strict).toBeLessThan(1)
  expect(lax).toBeGreaterThan(0)
})

test('a signal without a labelled set has no rates, and is weak', () => {
  expect(readerQuality.signals.welcome).toMatchObject({
    tier: 'weak',
    truePositiveRate: null,
    falsePositiveRate: null,
    measured: [],
  })
})

test.each(SIGNALS.filter((signal) => signal !== 'welcome'))(
  '%s is better than chance where it was measured',
  (signal) => {
    const { truePositiveRate, falsePositiveRate, measured } = readerQuality.signals[signal]
    expect(truePositiveRate).toBeGreaterThan(falsePositiveRate ?? 1)
    expect(measured.length).toBeGreaterThan(0)
    for (const { auc, posts, positives } of measured) {
      expect(auc).toBeGreaterThan(0.5)
      expect(posts).toBeGreaterThan(positives)
    }
  },
)
