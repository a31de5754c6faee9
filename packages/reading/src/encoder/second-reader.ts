import { createHash } from 'node:crypto'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { type Head, isTrainedSignal } from '../head.ts'
import type { HeadQuality } from '../manifest.ts'
import type { PostReader } from '../post-reader.ts'
import { plainText } from '../post-tokens.ts'
import type { Reader, ReadPost } from '../reader.ts'
import { logOddsOf, probabilityOf } from '../scorer.ts'
import { encodeSecondHeads, type SecondHeads, secondLogOdds } from './second-heads.ts'
import type { SentenceEncoder } from './sentence-encoder.ts'
import { sentenceText } from './sentence-text.ts'

/** Raised by hand when the way of reading changes: what the encoder is given, and how its heads are summed up. */
const WAY_OF_READING = 'sentences-1'

/** What the second tier is made of, beside the first. */
export interface SecondTier {
  heads: SecondHeads
  /** What is known of its heads. */
  quality: Partial<Record<Head, HeadQuality>>
  /** The encoder whose embeddings it was trained on. */
  encoder: string
  /** The version of the first tier whose log-odds it was trained on. */
  first: string
}

/** The two tiers do not belong together: the second was trained on the log-odds of another first. */
export class SecondTierOutdated extends Error {
  override name = 'SecondTierOutdated'
  constructor(trainedOn: string, first: string) {
    super(
      `the second tier was trained on reader ${trainedOn} and this is ${first}; train both with: weft reading train --encoder`,
    )
  }
}

/**
 * Puts a second tier on a reader: it reads posts a second time, by what they mean as well as by their words. A second
 * reading is whole: where the second tier has nothing to say, it is the first tier's. Some 100 posts a second.
 *
 * @throws {SecondTierOutdated} when it was trained on another first tier.
 * @throws {Error} when it was trained on another encoder's embeddings.
 */
export function secondReader(first: Reader, encoder: SentenceEncoder, tier: SecondTier): PostReader {
  if (encoder.version !== tier.encoder) {
    throw new Error(`the second tier was trained on ${tier.encoder}, this is ${encoder.version}`)
  }
  const { heads } = tier
  const quality = qualityOfTiers(first.quality, tier)
  return {
    version: quality.version,
    quality,
    async read(posts) {
      const readings = posts.map(({ text, platformLanguage }) => first.read(text, platformLanguage))
      const sentences = posts.map(({ text }) => sentenceText(plainText(text)))
      const places = readings.flatMap(({ signals }, place) =>
        signals !== null && sentences[place] !== '' ? [place] : [],
      )
      const embedded = await encoder.embed(places.map((place) => sentences[place]!))
      for (const [row, place] of places.entries()) {
        readings[place] = readAgain(readings[place]!, heads, embedded[row]!)
      }
      return readings
    },
  }
}

/** A reading with the second tier's answers in place of the first's, for the heads it knows. */
function readAgain(reading: ReadPost, known: SecondHeads, embedding: Float32Array): ReadPost {
  const signals = { ...reading.signals } as Record<Signal, number>
  const review = { ...reading.review }
  for (const [place, head] of known.heads.entries()) {
    const among: Partial<Record<Head, number>> = isTrainedSignal(head) ? signals : review
    const before = among[head]
    if (before !== undefined) among[head] = probabilityOf(secondLogOdds(known, place, embedding, logOddsOf(before)))
  }
  return { ...reading, signals, review }
}

/**
 * What is stated of the errors of both tiers together: the second's where it reads, the first's for the rest. The version
 * names both.
 *
 * @throws {SecondTierOutdated} when the second was trained on another first tier.
 */
export function qualityOfTiers(
  first: ReaderQuality,
  { heads, quality, encoder, first: trainedOn }: SecondTier,
): ReaderQuality {
  if (trainedOn !== first.version) throw new SecondTierOutdated(trainedOn, first.version)
  const digest = createHash('sha256').update(encodeSecondHeads(heads)).update(encoder).digest('hex')
  const signals = { ...first.signals }
  for (const signal of SIGNALS) {
    const known = quality[signal as Head]
    if (known === undefined) continue
    const { thresholds, truePositiveRate, falsePositiveRate, measured } = known
    signals[signal] = { ...signals[signal], thresholds, truePositiveRate, falsePositiveRate, measured }
  }
  return { ...first, version: `${first.version}+${WAY_OF_READING}.${digest.slice(0, 12)}`, signals }
}
