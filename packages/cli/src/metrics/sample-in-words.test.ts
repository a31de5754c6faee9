import { expect, test } from 'vitest'
import { sampleInWords } from './sample-in-words.ts'

test('says what is estimated, from how many sources and with which seed, and bounds rounded up, never down', () => {
  const sample = {
    sources: 100,
    seed: 1,
    betweennessErrorBound: 0.28981,
    closenessErrorBound: 1,
    harmonicErrorBound: 289911,
  }
  const words = sampleInWords(sample, 1_000_000)
  expect(words).toContain('betweenness, closeness and harmonic are estimates')
  expect(words).toContain('walked from 100 of its 1000000 accounts, drawn with seed 1.')
  expect(words).toContain(
    'betweenness is further off than 0.29, with 95 % no closeness than 1, with 95 % no harmonic than 290000;',
  )
})
