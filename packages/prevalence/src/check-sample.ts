import { createHash } from 'node:crypto'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { scoreStrata, UNREAD_STRATUM } from './score-strata.ts'

/** Own posts of a quarter's check: some fifteen minutes, and a share to within 2 to 4 points. */
export const CHECK_SIZE = 100

/** Posts sent to the organization that a quarter's check draws besides: enough where people cannot tell of a few. */
export const SENT_CHECK_SIZE = 60

/** Fewer checked posts than this are no check: an interval would be as wide as what is not known. */
export const CHECKED_MIN = 50

/** One of the posts of the quarter with text that a check draws from. */
export interface FramePost {
  id: string
  /** Of ours: at least two thirds of a check, where there are as many, as most indicators rest on them. */
  isOriginal: boolean
  /** `null` where the reader does not read it. */
  scores: Record<Signal, number> | null
}

export interface SampledPost {
  id: string
  /** 1, 2, … in the order to check them. */
  order: number
  /** At the size drawn. Its inverse is the sampling weight. */
  inclusionProbability: number
}

/** An original is drawn so many times as readily as another post that is read alike, or more to make up the share. */
const ORIGINAL_WEIGHT = 2

/** So that a hundred hold fifty of them, where chance has it otherwise or people cannot tell of some. */
const ORIGINALS_SHARE_MIN = 2 / 3

/** No post is wished for with certainty: a sample of any size has a place in the order for each. */
const WISH_MAX = 0.95

/**
 * Draws the posts to check: one sample for all `signals`, by score and chance, the first to check first.
 *
 * Each signal wishes for equal numbers of its strata; a post's wish is the mean over signals. Pareto sampling: posts are
 * ordered by odds(u) / odds(wish), where u is a permanent random number of the post, hashed from seed and id, and the first
 * `size` are taken. The order does not depend on `size`: a larger sample begins with the smaller one, and posts that come
 * or go hardly move the others. All posts where `size` reaches them. O(posts log posts) a signal.
 * Source: Rosén 1997, doi:10.1016/S0378-3758(96)00186-3.
 *
 * @throws {RangeError} where an id occurs twice, or the size is not a whole number from 0.
 */
export function drawCheck(
  posts: readonly FramePost[],
  size: number,
  seed: string,
  signals: readonly Signal[] = SIGNALS,
): SampledPost[] {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`a size is a whole number from 0, not ${size}`)
  if (new Set(posts.map(({ id }) => id)).size < posts.length) throw new RangeError('a post is in the frame twice')
  const odds = oddsOf(wishes(posts, signals))
  const taken = Math.min(size, posts.length)
  const probabilities = probabilitiesAt(odds, taken)
  return posts
    .map(({ id }, place) => ({ id, place, rank: oddsOfChance(chanceOf(seed, id)) / odds[place]! }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .slice(0, taken)
    .map(({ id, place }, i) => ({ id, order: i + 1, inclusionProbability: probabilities[place]! }))
}

/** How much each post is wished for, adding up to the size of a check, or half of a small frame. */
function wishes(posts: readonly FramePost[], signals: readonly Signal[]): Float64Array {
  const wish = new Float64Array(posts.length)
  for (const signal of signals) {
    const strata = scoreStrata(Float64Array.from(posts, ({ scores }) => scores?.[signal] ?? Number.NaN))
    const sizes = new Float64Array(UNREAD_STRATUM + 1)
    for (const stratum of strata) sizes[stratum]!++
    const unread = sizes[UNREAD_STRATUM]! / posts.length
    const filled = sizes.subarray(0, UNREAD_STRATUM).filter((count) => count > 0).length
    strata.forEach((stratum, place) => {
      wish[place]! += stratum === UNREAD_STRATUM ? 1 / posts.length : (1 - unread) / filled / sizes[stratum]!
    })
  }
  const ofOriginals = total(wish.filter((_, place) => posts[place]!.isOriginal))
  const ofOthers = total(wish) - ofOriginals
  const factor = (ORIGINALS_SHARE_MIN / (1 - ORIGINALS_SHARE_MIN)) * (ofOthers / ofOriginals)
  posts.forEach(({ isOriginal }, place) => {
    if (isOriginal) wish[place]! *= Math.max(ORIGINAL_WEIGHT, factor)
  })
  return scaledTo(Math.min(CHECK_SIZE, posts.length / 2), wish)
}

/** Scales wishes to a sum, none above WISH_MAX. */
function scaledTo(sum: number, wish: Float64Array): Float64Array {
  const at = (scale: number) => wish.map((each) => Math.min(WISH_MAX, each * scale))
  return at(solve((scale) => total(at(scale)), sum))
}

function oddsOf(probabilities: Float64Array): Float64Array {
  return probabilities.map((probability) => probability / (1 - probability))
}

function oddsOfChance(chance: number): number {
  return chance / (1 - chance)
}

/** Chance of each post to be among the first `size`: odds raised by one factor for all, so that chances add up to it. */
function probabilitiesAt(odds: Float64Array, size: number): Float64Array {
  if (size === odds.length) return odds.map(() => 1)
  const at = (factor: number) => odds.map((each) => (factor * each) / (1 + factor * each))
  return at(solve((factor) => total(at(factor)), size))
}

/** Where a rising function reaches a value, to the last bits. */
function solve(rising: (x: number) => number, value: number): number {
  let low = 0
  let high = 1
  while (rising(high) < value && high < Number.MAX_VALUE / 2) high *= 2
  for (let halvings = 0; halvings < 60; halvings++) {
    const middle = (low + high) / 2
    if (rising(middle) < value) low = middle
    else high = middle
  }
  return high
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** A post's permanent random number, in (0, 1). */
function chanceOf(seed: string, id: string): number {
  const digest = createHash('sha256').update(`${seed}\n${id}`).digest()
  return (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48
}
