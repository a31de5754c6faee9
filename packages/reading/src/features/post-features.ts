import { SIGNALS, type Signal } from '@weft/model/signal'
import { matcherOfRule } from '../cue-matcher.ts'
import { SIGNAL_RULES } from '../signal-rules.ts'
import { BUCKETS, BucketCounts, countCharacters, countWords } from './ngram-counts.ts'
import { SURFACE, writeSurface } from './surface.ts'

const CUES = SIGNALS.reduce((sum, signal) => sum + SIGNAL_RULES[signal].cues.length, 0)

/** Features that are not hashed: the cues of every rule, in the order of the vocabulary, and what the post looks like. */
export const NAMED_FEATURES = CUES + SURFACE.length

/** Columns below {@link BUCKETS} are n-grams; the named features follow. */
export const FEATURE_COLUMNS = BUCKETS + NAMED_FEATURES

/**
 * Length of each block of a post's features. Words say more than the characters they are made of, and as one block the
 * characters, ten times as many, would drown them; found by cross-validation.
 */
const WORDS_LENGTH = 0.8
const CHARACTERS_LENGTH = 0.6
/** A named feature that is there; as large as a rather telling word. */
const NAMED_VALUE = 0.5

/** Rarity is kept in steps of a sixteenth, so that all of a table fits into bytes. */
const RARITY_STEPS = 16

/** The weights that a signal's own rule gives its cues, by column: what it would say of a post, bias aside. */
export function ruleWeights(signal: Signal): (readonly [column: number, logOdds: number])[] {
  const before = SIGNALS.slice(0, SIGNALS.indexOf(signal))
  const first = BUCKETS + before.reduce((sum, each) => sum + SIGNAL_RULES[each].cues.length, 0)
  return SIGNAL_RULES[signal].cues.map(({ weight }, place) => [first + place, weight / NAMED_VALUE] as const)
}

/** A post's features: the first `size` columns and values hold, until the next post is extracted. A column may recur. */
export interface PostFeatures {
  readonly columns: Uint32Array
  readonly values: Float32Array
  readonly size: number
}

/**
 * How rare each bucket's n-grams are: 1 + ln((1 + posts) / (1 + posts with the bucket)), in sixteenths.
 * Source: Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0, smoothed.
 */
export function raritiesOf({ postsWithBucket, posts }: BucketPosts): Uint8Array {
  return Uint8Array.from(postsWithBucket, (having) =>
    Math.min(255, Math.round(RARITY_STEPS * (1 + Math.log((1 + posts) / (1 + having))))),
  )
}

/** Counts in how many posts each bucket is hit, one post after the other. */
export class BucketPosts {
  readonly postsWithBucket = new Uint32Array(BUCKETS)
  posts = 0
  private readonly lastPost = new Uint32Array(BUCKETS)
  private readonly counts = new BucketCounts()

  /** O(characters). */
  add(tokens: readonly string[]): void {
    this.posts++
    for (const count of [countWords, countCharacters]) {
      count(tokens, this.counts)
      for (let i = 0; i < this.counts.size; i++) {
        const bucket = this.counts.buckets[i]!
        if (this.lastPost[bucket] === this.posts) continue
        this.lastPost[bucket] = this.posts
        this.postsWithBucket[bucket]!++
      }
    }
  }
}

/**
 * Makes an extractor of features: words and pairs of words, characters inside words (each block sublinear in its counts,
 * weighed by rarity, of a fixed length), the cues that were found, and what the post looks like.
 *
 * Holds 2.5 MB for reuse, so one extractor serves one reader, one post at a time. O(characters) a post.
 */
export function featureExtractor(rarities: Uint8Array): (text: string, tokens: readonly string[]) => PostFeatures {
  const matchers = SIGNALS.map((signal) => matcherOfRule(SIGNAL_RULES[signal]))
  const words = new BucketCounts()
  const characters = new BucketCounts()
  const named = new Float32Array(NAMED_FEATURES)
  const columns = new Uint32Array(2 * BUCKETS + NAMED_FEATURES)
  const values = new Float32Array(2 * BUCKETS + NAMED_FEATURES)
  let size = 0

  const addBlock = ({ buckets, counts, size: hit }: BucketCounts, length: number) => {
    const from = size
    let squares = 0
    for (let i = 0; i < hit; i++) {
      const bucket = buckets[i]!
      const value = logarithmic(counts[bucket]!) * rarities[bucket]!
      squares += value * value
      columns[size] = bucket
      values[size++] = value
    }
    const scale = squares === 0 ? 0 : length / Math.sqrt(squares)
    for (let i = from; i < size; i++) values[i]! *= scale
  }

  const addNamed = () => {
    for (let i = 0; i < NAMED_FEATURES; i++) {
      if (named[i] === 0) continue
      columns[size] = BUCKETS + i
      values[size++] = NAMED_VALUE * named[i]!
    }
  }

  return (text, tokens) => {
    size = 0
    countWords(tokens, words)
    addBlock(words, WORDS_LENGTH)
    countCharacters(tokens, characters)
    addBlock(characters, CHARACTERS_LENGTH)
    let place = 0
    for (const matcher of matchers) {
      for (const times of matcher.count(tokens)) named[place++] = times > 0 ? 1 : 0
    }
    writeSurface(text, tokens, named, place)
    addNamed()
    return { columns, values, size }
  }
}

const LOGARITHMS = Float64Array.from({ length: 64 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)))

function logarithmic(count: number): number {
  return LOGARITHMS[count] ?? 1 + Math.log(count)
}
