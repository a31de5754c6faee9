import { type Random, seededRandom } from '@weft/model/seeded-random'

/** Directed, weighted ties in columns, each ordered pair at most once, in no order. */
export interface MadeNetwork {
  accounts: number
  from: Int32Array
  to: Int32Array
  weight: Float32Array
}

/** Rows of a made network per account of it. */
const TIES_PER_ACCOUNT = 10

/** Of the ties that stay in the sender's community. */
const INSIDE_SHARE = 0.7

/** Of drawn ties that are answered: with those that meet by chance, about 0.17 of all ties are returned. */
const ANSWERED_SHARE = 0.068

/**
 * How unevenly accounts send and are sought out: the number of those with k ties falls as k to the power of
 * -(2 skew - 1) / (skew - 1), that is 2.7 for senders and 2.5 for targets, as found in social networks.
 */
const SENDER_SKEW = 2.4
const TARGET_SKEW = 3

/**
 * A network as large ones are: few accounts with very many ties, communities of some hundred, some ties answered, a few
 * accounts without any. Made from a seed: it says nothing of any real one. Holds 28 bytes a tie at most.
 */
export function madeNetwork(ties: number, seed: string): MadeNetwork {
  const random = seededRandom(seed)
  const accounts = Math.max(2, Math.round(ties / TIES_PER_ACCOUNT))
  const pairs = drawnPairs(accounts, ties, random)
  const numbers = shuffled(
    Int32Array.from({ length: accounts }, (_, account) => account),
    random,
  )
  return {
    accounts,
    from: Int32Array.from(pairs, (pair) => numbers[Math.floor(pair / accounts)]!),
    to: Int32Array.from(pairs, (pair) => numbers[pair % accounts]!),
    // 1 for most, seldom above 50.
    weight: Float32Array.from(pairs, () => Math.min(500, Math.floor((1 - random()) ** -0.7))),
  }
}

/** `wanted` distinct pairs in no order, each the number `from * accounts + to`; lower accounts are the busier ones. */
function drawnPairs(accounts: number, wanted: number, random: Random): Float64Array {
  const pairs = new Float64Array(wanted + Math.ceil(wanted / 16))
  const communities = Math.max(1, Math.round(Math.sqrt(accounts) / 2))
  let count = 0
  while (count < wanted) {
    while (count < pairs.length) {
      const from = skewed(accounts, SENDER_SKEW, random)
      const to = random() < INSIDE_SHARE ? neighbourOf(from) : skewed(accounts, TARGET_SKEW, random)
      if (from === to) continue
      pairs[count++] = from * accounts + to
      if (count < pairs.length && random() < ANSWERED_SHARE) pairs[count++] = to * accounts + from
    }
    count = distinct(pairs)
  }
  return shuffled(pairs.subarray(0, count), random).subarray(0, wanted)

  /** An account of the sender's community: those whose number leaves the same remainder. */
  function neighbourOf(account: number): number {
    const community = account % communities
    const members = Math.ceil((accounts - community) / communities)
    return community + communities * skewed(members, TARGET_SKEW, random)
  }
}

function skewed(below: number, skew: number, random: Random): number {
  return Math.floor(below * random() ** skew)
}

/** Sorts and moves each number's first to the front; returns how many there are. */
function distinct(numbers: Float64Array): number {
  numbers.sort()
  let count = 0
  for (let i = 0; i < numbers.length; i++) if (i === 0 || numbers[i] !== numbers[i - 1]) numbers[count++] = numbers[i]!
  return count
}

function shuffled<Numbers extends Int32Array | Float64Array>(numbers: Numbers, random: Random): Numbers {
  for (let i = numbers.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    const kept = numbers[i]!
    numbers[i] = numbers[other]!
    numbers[other] = kept
  }
  return numbers
}
