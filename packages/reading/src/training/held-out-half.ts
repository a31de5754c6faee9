import { createHash } from 'node:crypto'

/** Part of the rule: another name would split the sets another way and void every figure measured so far. */
const SPLIT = 'weft reading, first split'

/**
 * Whether a text belongs to the half of a labelled set that rules are never tuned on, only measured on.
 *
 * By a hash of its letters and digits, so that copies of a text fall on one side, and a set that grows keeps its split.
 */
export function isHeldOut(text: string): boolean {
  const firstByte =
    createHash('sha256')
      .update(`${SPLIT}:${essenceOf(text)}`)
      .digest()[0] ?? 0
  return firstByte % 2 === 1
}

/** A text's letters and digits: what copies have in common. */
export function essenceOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
