import type { Interval, MixingCell } from '@weft/model/scores'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import type { About } from './about.ts'
import { connectedPairs, MUTUAL } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'
import { tiesBetweenParties } from './party-ties.ts'

export const about: About = {
  what: 'Ties from each party to each party, beside the number that the parties’ activity alone would give.',
  why: 'Shows which groups meet, which keep apart, and who answers whom.',
  notGoodFor: 'Small groups: a cell of a few ties moves with a single account.',
}

/** Shuffles behind an interval: enough that its ends move by about a percent of its width from seed to seed. */
const SHUFFLES = 500

/**
 * The party mixing matrix, a cell per ordered pair of parties, over ties between classified accounts; unweighted.
 *
 * `expected`: ties sent by the one party x ties received by the other / all ties: the same degrees, no regard to
 * party. `expectedInterval`: 5th to 95th percentile of the count when the labels are shuffled among the classified
 * accounts, seeded: the same network and group sizes, no regard to who is who. These are two notions of chance, so an
 * expectation may lie outside the interval where one party holds the hubs. `dyadReciprocity`: mutual / connected pairs
 * between the two parties, `null` without such pairs. O(shuffles x ties).
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126; label shuffling: Krackhardt 1988, doi:10.1016/0378-8733(88)90004-4.
 */
export function mixing(network: Network, parties: Parties, seed = 1): MixingCell[] {
  const { names } = parties
  const { count, sent, received, all } = tiesBetweenParties(network, parties)
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
        expected: all === 0 ? 0 : (sent[sender]! * received[receiver]!) / all,
        expectedInterval: intervals[cell]!,
        dyadReciprocity: mutuality[cell]!,
      })
    })
  })
  return cells
}

function shuffledIntervals(network: Network, parties: Parties, random: Random): Interval[] {
  const classified = Int32Array.from(parties.code.keys()).filter((account) => parties.code[account] !== NO_PARTY)
  const code = parties.code.slice()
  const drawn = Array.from({ length: SHUFFLES }, () => {
    for (let i = classified.length - 1; i > 0; i--) {
      const one = classified[i]!
      const other = classified[Math.floor(random() * (i + 1))]!
      const label = code[one]!
      code[one] = code[other]!
      code[other] = label
    }
    return tiesBetweenParties(network, { ...parties, code }).count
  })
  return Array.from({ length: parties.names.length ** 2 }, (_, cell): Interval => {
    const counts = Float64Array.from(drawn, (count) => count[cell]!).toSorted()
    return [counts[Math.floor(0.05 * (SHUFFLES - 1))]!, counts[Math.ceil(0.95 * (SHUFFLES - 1))]!]
  })
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
