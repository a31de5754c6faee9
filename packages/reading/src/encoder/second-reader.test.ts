import { SIGNALS, type SignalQuality } from '@weft/model/signal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reader, ReadPost } from '../reader.ts'
import { logOddsOf } from '../scorer.ts'
import { fakeEncoder } from './fake-encoder.test-data.ts'
import type { SecondHeads } from './second-heads.ts'
import { qualityOfTiers, type SecondTier, SecondTierOutdated, secondReader } from './second-reader.ts'
import { EMBEDDING_LENGTH } from './sentence-encoder.ts'

const HEAD_QUALITY = {
  learntFrom: [],
  thresholds: { strict: 0.9, usual: 0.6, lax: 0.3 },
  truePositiveRate: 0.8,
  falsePositiveRate: 0.1,
  measured: [],
}

const FIRST_QUALITY: SignalQuality = {
  tier: 'usable',
  confusions: 'none',
  thresholds: { strict: 0.8, usual: 0.5, lax: 0.2 },
  truePositiveRate: 0.5,
  falsePositiveRate: 0.2,
  measured: [],
}

/** A first tier that says 0.25 of every signal; posts that begin with "Hallo" are German, and German is not read. */
const FIRST: Reader = {
  version: 'first-1',
  quality: {
    version: 'first-1',
    languages: ['en'],
    signals: Object.fromEntries(SIGNALS.map((signal) => [signal, FIRST_QUALITY])) as Reader['quality']['signals'],
  },
  read: (text): ReadPost =>
    text.startsWith('Hallo')
      ? { language: 'de', languageReliable: true, signals: null, review: { toxic_de: 0.5 } }
      : {
          language: 'en',
          languageReliable: true,
          signals: Object.fromEntries(SIGNALS.map((signal) => [signal, 0.25])) as NonNullable<ReadPost['signals']>,
          review: { emotional_support: 0.25, advice: 0.25 },
        },
}

/** The embedding has no weight; the first tier's log-odds count twice for `asks`, once for `emotional_support`. */
const HEADS: SecondHeads = {
  heads: ['asks', 'emotional_support'],
  weights: new Int8Array(2 * EMBEDDING_LENGTH),
  units: Float32Array.of(1, 1),
  firstWeights: Float32Array.of(2, 1),
  biases: Float32Array.of(0, 1),
}

const SECOND: SecondTier = { heads: HEADS, quality: { asks: HEAD_QUALITY }, encoder: 'fake-1', first: 'first-1' }

const post = (text: string) => ({ text, platformLanguage: null })

describe('a second reading', () => {
  it('takes the place of the first for the heads it knows and leaves the others as they are', async () => {
    const [reading] = await secondReader(FIRST, fakeEncoder(), SECOND).read([post('Could you help us?')])
    // Odds of one to three, twice: one to nine.
    expect(reading!.signals!.asks).toBeCloseTo(0.1, 12)
    expect(reading!.review.emotional_support).toBeCloseTo(Math.E / (3 + Math.E), 12)
    expect(reading!.review.advice).toBe(0.25)
    expect(reading!.signals).toEqual({ ...FIRST.read('').signals, asks: reading!.signals!.asks })
  })

  it('weighs what a post means', async () => {
    const encoder = fakeEncoder()
    const [help, weather] = await encoder.embed(['help', 'weather'])
    const towardsHelp = Int8Array.from(help!, (value, place) => Math.sign(value - weather![place]!) * 100)
    const heads: SecondHeads = {
      heads: ['asks'],
      weights: towardsHelp,
      units: Float32Array.of(0.01),
      firstWeights: Float32Array.of(1),
      biases: Float32Array.of(0),
    }
    const [asks, tells] = await secondReader(FIRST, encoder, { ...SECOND, heads }).read([post('help'), post('weather')])
    expect(asks!.signals!.asks).toBeGreaterThan(0.9)
    expect(tells!.signals!.asks).toBeLessThan(0.1)
  })

  it('is the first where the language is not read or only a link is left, and these are not embedded', async () => {
    const encoder = fakeEncoder()
    const posts = ['Hallo zusammen', 'https://loomgate.example', 'See you there', '']
    const read = await secondReader(FIRST, encoder, SECOND).read(posts.map(post))
    expect(encoder.embedded).toEqual(['See you there'])
    expect(read[0]).toEqual(FIRST.read('Hallo zusammen'))
    expect(read[1]!.signals!.asks).toBe(0.25)
    expect(read[2]!.signals!.asks).toBeCloseTo(0.1, 12)
    expect(read[3]!.signals!.asks).toBe(0.25)
  })

  it('sees a text as people saw it: entities decoded, whoever is mentioned left unnamed', async () => {
    const encoder = fakeEncoder()
    await secondReader(FIRST, encoder, SECOND).read([post('Tea &amp; cake with @ada')])
    expect(encoder.embedded).toEqual(['Tea & cake with someone'])
  })

  it('is the same for a post alone and among any others', async () => {
    const reader = secondReader(FIRST, fakeEncoder(), SECOND)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 8 }), async (texts) => {
        const together = await reader.read(texts.map(post))
        for (const [place, text] of texts.entries()) expect(await reader.read([post(text)])).toEqual([together[place]])
      }),
    )
  })
})

describe('a reader of two tiers', () => {
  it('names both in its version, and another weight or encoder is another version', () => {
    const { version } = secondReader(FIRST, fakeEncoder(), SECOND)
    expect(version).toMatch(/^first-1\+sentences-1\.[0-9a-f]{12}$/)
    const heavier = { ...SECOND, heads: { ...HEADS, biases: Float32Array.of(0, 1.5) } }
    expect(secondReader(FIRST, fakeEncoder(), heavier).version).not.toBe(version)
    expect(secondReader(FIRST, fakeEncoder('fake-2'), { ...SECOND, encoder: 'fake-2' }).version).not.toBe(version)
    const another = { ...FIRST, quality: { ...FIRST.quality, version: 'first-2' } }
    expect(secondReader(another, fakeEncoder(), { ...SECOND, first: 'first-2' }).version).toMatch(/^first-2\+sentences/)
  })

  it('states the second tier’s errors where it reads, and the first tier’s for the rest', () => {
    const { version, quality } = secondReader(FIRST, fakeEncoder(), SECOND)
    expect(quality.version).toBe(version)
    expect(quality.languages).toEqual(['en'])
    expect(quality.signals.asks).toMatchObject({ tier: 'usable', thresholds: { usual: 0.6 }, truePositiveRate: 0.8 })
    expect(quality.signals.toxic).toEqual(FIRST.quality.signals.toxic)
    expect(qualityOfTiers(FIRST.quality, SECOND)).toEqual(quality)
  })

  it('refuses another first tier than the one it was trained on, and says how to train both', () => {
    const another = { ...FIRST, quality: { ...FIRST.quality, version: 'first-2' } }
    const opening = () => secondReader(another, fakeEncoder(), SECOND)
    expect(opening).toThrow(SecondTierOutdated)
    expect(opening).toThrow(
      'trained on reader first-1 and this is first-2; train both with: weft reading train --encoder',
    )
  })

  it('refuses an encoder that its weights were not trained on', () => {
    expect(() => secondReader(FIRST, fakeEncoder('fake-2'), SECOND)).toThrow('trained on fake-1, this is fake-2')
  })
})

describe('log-odds of a probability', () => {
  it('are bounded, so that a probability rounded to 0 or 1 decides nothing by itself', () => {
    expect(logOddsOf(0.25)).toBeCloseTo(-Math.log(3), 12)
    expect(logOddsOf(0)).toBe(-20)
    expect(logOddsOf(1)).toBe(20)
  })
})
