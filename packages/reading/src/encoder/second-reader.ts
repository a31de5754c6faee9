import { createHash } from 'node:crypto'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { type Head, isTrainedSignal } from '../head.ts'
import type { HeadQuality } from '../manifest.ts'
import type { PostReader } from '../post-reader.ts'
import { plainText } from '../post-tokens.ts'
import type { Reader, ReadPost } from '../reader.ts'
import { probabilityOf } from '../scorer.ts'
import { encodeSecondHeads, type SecondHeads, secondLogOdds } from './second-heads.ts'
import type { SentenceEncoder } from './sentence-encoder.ts'
import { sentenceText } from './sentence-text.ts'

/** Raised by hand when the way of reading changes: what the encoder is given, and how its heads are summed up. */
const WAY_OF_READING = 'sentences-1'

/** A probability as near to 0 or 1 as this is not made more of: it comes from rounding. */
const LOG_ODDS_MAX = 20

/** What the second tier is made of, beside the first. */
export interface SecondTier {
  heads: SecondHeads
  /** What is known of its heads. */
  quality: Partial<Record<Head, HeadQuality>>
  /** The encoder whose embeddings it was trained on. */
  encoder: string
}

/**
 * Puts a second tier on a reader: it reads posts a second time, by what they mean as well as by their words. A second
 * reading is whole: where the second tier has nothing to say, it is the first tier's. Some 100 to 200 posts a second.
 *
 * @throws {Error} when it was trained on another encoder's embeddings.
 */
export function secondReader(
  first: Reader,
  encoder: SentenceEncoder,
  { heads, quality, encoder: trainedOn }: SecondTier,
): PostReader {
  if (encoder.version !== trainedOn) {
    throw new Error(`the second tier was trained on ${trainedOn}, this is ${encoder.version}`)
  }
  const version = versionOfBoth(first.version, heads, encoder.version)
  return {
    version,
    quality: qualityOfBoth(version, first.quality, quality),
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

/** The log-odds of a probability, within what rounding leaves of it. */
export function logOddsOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability))
  return Math.max(-LOG_ODDS_MAX, Math.min(LOG_ODDS_MAX, logOdds))
}

function versionOfBoth(first: string, heads: SecondHeads, encoder: string): string {
  const digest = createHash('sha256').update(encodeSecondHeads(heads)).update(encoder).digest('hex')
  return `${first}+${WAY_OF_READING}.${digest.slice(0, 12)}`
}

function qualityOfBoth(
  version: string,
  first: ReaderQuality,
  second: Partial<Record<Head, HeadQuality>>,
): ReaderQuality {
  const signals = { ...first.signals }
  for (const signal of SIGNALS) {
    const known = second[signal as Head]
    if (known === undefined) continue
    const { thresholds, truePositiveRate, falsePositiveRate, measured } = known
    signals[signal] = { ...signals[signal], thresholds, truePositiveRate, falsePositiveRate, measured }
  }
  return { ...first, version, signals }
}
