import { SIGNALS } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { shippedManifest } from './manifest.ts'
import { readerQuality } from './reader-quality.ts'
import { hashOfCues, versionOfReader } from './reader-version.ts'
import { SIGNAL_RULES } from './signal-rules.ts'

test('the figures and weights that ship belong to the cues that ship', () => {
  expect(shippedManifest.cues).toBe(hashOfCues(SIGNAL_RULES))
  expect(readerQuality.version).toBe(versionOfReader(shippedManifest.sha256, SIGNAL_RULES))
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
  '%s is better than chance on posts like those it learnt from',
  (signal) => {
    const { truePositiveRate, falsePositiveRate, measured } = readerQuality.signals[signal]
    expect(truePositiveRate).toBeGreaterThan(falsePositiveRate ?? 1)
    expect(measured.length).toBeGreaterThan(0)
    const learnt = shippedManifest.sets.map(({ name }) => name)
    for (const { auc } of measured.filter(({ set }) => learnt.includes(set))) expect(auc).toBeGreaterThan(0.5)
    for (const { posts, positives } of measured) {
      expect(posts).toBeGreaterThan(positives)
    }
  },
)
