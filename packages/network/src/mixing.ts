import type { Interval, MixingCell } from '@weft/model/scores'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import type { About } from './about.ts'
import { connectedPairs, MUTUAL } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'
import { endsBetweenParties, tiesBetweenParties } from './party-ties.ts'

export const about: About = {
  what: 'Ties from each party to each party, beside the number that the parties’ activity alone would give.',
  why: 'Shows which groups meet, which keep apart, and who answers whom.',
  notGoodFor: 'Small groups: a cell of a few ties moves with a single account.',
}

/** A matrix of more parties than this is read by nobody, and grows with their square. */
export const MIXING_PARTIES_MAX = 256

/** Shuffles behind an interval: enough that its ends move by about a percent of its width from seed to seed. */
const SHUFFLES = 500

/**
 * The party mixing matrix, a cell per ordered pair of parties, over ties between classified accounts; unweighted.
 *
 * `expected`: ties sent by the one party x ties received by the other / all ties: the same degrees, no regard to
 * party. `expectedInterval`: 5th to 95th percentile of the count when the labels are shuffled among the classified
 * accounts, seeded: the same network and group sizes, no regard to who is who. These are two notions of chance, so an
 * expectation may lie outside the interval where one party holds the hubs. `dyadReciprocity`: mutual / connected pairs
 * between the two parties, `null` without such pairs. `null` in place of the matrix where there are more than
 * {@link MIXING_PARTIES_MAX} parties. O(shuffles x ties between classified accounts).
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126; label shuffling: Krackhardt 1988, doi:10.1016/0378-8733(88)90004-4.
 */
export function mixing(network: Network, parties: Parties, seed = 1): MixingCell[] | null {
  const { names } = parties
  if (names.length > MIXING_PARTIES_MAX) return null
  const { count, sent, received, all } = tiesBetweenParties(network, parties)
  const { senders, receivers } = endsBetweenParties(network, parties)
  const intervals = shuffledIntervals(network, parties, seededRandom(seed))
  const mutuality = dyadReciprocities(network, parties)
  const cells: MixingCell[] = []
  names.forEach((from, sender) => {
    names.forEach((to, receiver) => {
      const cell = sender * names.length + receiver
      cells.push({
        from,
        to,
        ties: count[cell]!,
        senders: senders[cell]!,
        receivers: receivers[cell]!,
        expected: all === 0 ? 0 : (sent[sender]! * received[receiver]!) / all,
        expectedInterval: intervals[cell]!,
        dyadReciprocity: mutuality[cell]!,
      })
    })
  })
  return cells
}

/**
 * The 5th to 95th percentile of each cell's count over shuffles of the labels among classified accounts. Those and the
 * ties between them are renumbered first, so that a shuffle reads ties in order and labels of a byte each.
 */
function shuffledIntervals(network: Network, parties: Parties, random: Random): Interval[] {
  const { names } = parties
  const { label, from, to } = classifiedTies(network, parties)
  const counts = Array.from({ length: names.length ** 2 }, () => new Float64Array(SHUFFLES))
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    for (let i = label.length - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1))
      const moved = label[i]!
      label[i] = label[other]!
      label[other] = moved
    }
    const count = new Int32Array(names.length ** 2)
    for (let tie = 0; tie < from.length; tie++) count[label[from[tie]!]! * names.length + label[to[tie]!]!]!++
    count.forEach((ties, cell) => {
      counts[cell]![shuffle] = ties
    })
  }
  return counts.map((drawn): Interval => {
    const sorted = drawn.toSorted()
    return [sorted[Math.floor(0.05 * (SHUFFLES - 1))]!, sorted[Math.ceil(0.95 * (SHUFFLES - 1))]!]
  })
}

/** The labels of the classified accounts, in their order, and the ties between them by their places there. */
function classifiedTies({ accounts, outStart, outTarget }: Network, { code, classified }: Parties) {
  const placeOf = new Int32Array(accounts).fill(-1)
  const label = new Uint8Array(classified)
  let places = 0
  let ties = 0
  for (let account = 0; account < accounts; account++) {
    if (code[account] === NO_PARTY) continue
    label[places] = code[account]!
    placeOf[account] = places++
  }
  const [from, to] = [new Int32Array(outTarget.length), new Int32Array(outTarget.length)]
  for (let account = 0; account < accounts; account++) {
    const source = placeOf[account]!
    if (source < 0) continue
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      const target = placeOf[outTarget[tie]!]!
      if (target < 0) continue
      from[ties] = source
      to[ties++] = target
    }
  }
  return { label, from: from.subarray(0, ties), to: to.subarray(0, ties) }
}

function dyadReciprocities(network: Network, { names, code }: Parties): (number | null)[] {
  const { accounts, start, neighbour, direction } = connectedPairs(network)
  const connected = new Float64Array(names.length ** 2)
  const mutual = new Float64Array(names.length ** 2)
  for (let account = 0; account < accounts; account++) {
    const own = code[account]!
    if (own === NO_PARTY) continue
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      const other = code[neighbour[place]!]!
      if (other === NO_PARTY) continue
      connected[own * names.length + other]!++
      if (direction[place] === MUTUAL) mutual[own * names.length + other]!++
    }
  }
  return Array.from(connected, (pairs, cell) => (pairs === 0 ? null : mutual[cell]! / pairs))
}
