import { BUCKETS } from './features/ngram-counts.ts'
import { featureExtractor, NAMED_FEATURES } from './features/post-features.ts'
import type { Weights } from './weights.ts'

/** Log-odds of a post by head, in the order of the weights' heads; the next post overwrites them. */
export type Scorer = (text: string, tokens: readonly string[]) => Float64Array

/**
 * Makes weights ready for reading. O(characters + buckets hit × heads) a post.
 *
 * @throws {Error} when the weights were trained on other named features than these sources find.
 */
export function scorerOf({ heads, rarities, ngrams, units, named, biases }: Weights): Scorer {
  const count = heads.length
  if (named.length !== NAMED_FEATURES * count) {
    throw new Error(
      `weights of ${named.length / count} named features, expected ${NAMED_FEATURES}: train the reader anew`,
    )
  }
  const extract = featureExtractor(rarities)
  const hashed = new Float64Array(count)
  const logOdds = new Float64Array(count)
  return (text, tokens) => {
    const { columns, values, size } = extract(text, tokens)
    hashed.fill(0)
    logOdds.fill(0)
    for (let i = 0; i < size; i++) {
      const column = columns[i]!
      const value = values[i]!
      if (column < BUCKETS) {
        const from = column * count
        for (let head = 0; head < count; head++) hashed[head]! += value * ngrams[from + head]!
      } else {
        const from = (column - BUCKETS) * count
        for (let head = 0; head < count; head++) logOdds[head]! += value * named[from + head]!
      }
    }
    for (let head = 0; head < count; head++) logOdds[head]! += hashed[head]! * units[head]! + biases[head]!
    return logOdds
  }
}

/** A probability as near to 0 or 1 as this is not made more of: it comes from rounding. */
const LOG_ODDS_MAX = 20

/** The probability of log-odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** The log-odds of a probability, within what rounding leaves of it. */
export function logOddsOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability))
  return Math.max(-LOG_ODDS_MAX, Math.min(LOG_ODDS_MAX, logOdds))
}
