import { isSaid } from '../post-tokens.ts'

/** N-grams fall into this many buckets: a power of two, so that a hash is cut to a bucket by its low bits. */
export const BUCKETS = 1 << 16

/** Lengths of character n-grams, both ends of a word counting as a character. */
const CHARACTERS_MIN = 2
const CHARACTERS_MAX = 5

/** FNV-1a, 32 bits; each family of n-grams starts from another value, so that "on" as a word is not "on" in "only". */
const PRIME = 0x01000193
const BASIS = 0x811c9dc5
const WORD = 0x2f0b4c47
const PAIR = 0x6d2b79f5
const CHARACTERS = 0x1b873593
const WORD_END = 0x1f

/** How often n-grams of one post fell into each bucket; the next post overwrites it. */
export class BucketCounts {
  /** Buckets that were hit, in the order they first were; the first `size` hold. */
  readonly buckets = new Uint32Array(BUCKETS)
  /** Hits by bucket. */
  readonly counts = new Uint32Array(BUCKETS)
  size = 0

  clear(): void {
    for (let i = 0; i < this.size; i++) this.counts[this.buckets[i]!] = 0
    this.size = 0
  }

  hit(hash: number): void {
    const bucket = (hash ^ (hash >>> 15)) & (BUCKETS - 1)
    if (this.counts[bucket] === 0) this.buckets[this.size++] = bucket
    this.counts[bucket]!++
  }
}

/** Counts words and marks, alone and in pairs. O(characters). */
export function countWords(tokens: readonly string[], into: BucketCounts): void {
  into.clear()
  let before = 0
  for (const token of tokens) {
    const word = hashOf(token)
    into.hit(Math.imul(word ^ WORD, PRIME))
    if (before !== 0) into.hit(Math.imul(Math.imul(before ^ PAIR, PRIME) ^ word, PRIME))
    before = word
  }
}

/** Counts runs of two to five characters inside words, the ends of a word among them. O(characters). */
export function countCharacters(tokens: readonly string[], into: BucketCounts): void {
  into.clear()
  for (const token of tokens) {
    if (!isSaid(token)) continue
    for (let from = -1; from < token.length; from++) {
      let hash = CHARACTERS
      const last = Math.min(token.length, from + CHARACTERS_MAX - 1)
      for (let at = from; at <= last; at++) {
        const unit = at === -1 || at === token.length ? WORD_END : token.charCodeAt(at)
        hash = Math.imul(hash ^ unit, PRIME)
        if (at - from + 1 >= CHARACTERS_MIN) into.hit(hash)
      }
    }
  }
}

function hashOf(token: string): number {
  let hash = BASIS
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), PRIME)
  return hash
}
