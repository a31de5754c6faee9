import type { Signal } from '@weft/model/signal'
import { plainText, tokensOfPost } from '../post-tokens.ts'
import { scorerOf } from '../scorer.ts'
import type { Weights } from '../weights.ts'

/**
 * What an organization's people taught about one signal: a correction of the log-odds that the reader gives, in the same
 * features. Holds for the reader that it was learnt on, and for no other.
 */
export interface LocalHead {
  signal: Signal
  /** What the reader's own log-odds count; 1 where fewer than a hundred checked posts say nothing of it. */
  slope: number
  /** One head: what the correction adds, its constant part included. */
  weights: Weights
}

/** The log-odds of a post by a local head, from those of the reader it corrects. */
export type Correction = (text: string, logOdds: number) => number

/** Makes a local head ready. O(characters) a post. */
export function correctionOf({ slope, weights }: LocalHead): Correction {
  const score = scorerOf(weights)
  return (text, logOdds) => {
    const plain = plainText(text)
    return slope * logOdds + score(plain, tokensOfPost(plain))[0]!
  }
}
