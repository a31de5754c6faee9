import type { About } from './about.ts'
import type { Network } from './network.ts'
import type { Parties } from './parties.ts'
import { tiesBetweenParties } from './party-ties.ts'

export const about: About = {
  what: 'Whether ties stay within a party more than the parties’ activity would lead one to expect.',
  why: 'One number for whether groups keep to themselves.',
  notGoodFor: 'Seeing which groups keep apart: the mixing matrix shows that.',
}

/**
 * Newman's assortativity by party over directed ties between classified accounts, unweighted:
 * (share within - share expected) / (1 - share expected), expected from the parties' ties sent and received.
 *
 * 1 when all ties stay within, 0 as by chance, below 0 when groups seek each other. `null` without such ties and where
 * all are of one party. O(ties + parties^2). As networkx `attribute_assortativity_coefficient`.
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126.
 */
export function assortativity(network: Network, parties: Parties): number | null {
  const { count, sent, received, all } = tiesBetweenParties(network, parties)
  if (all === 0) return null
  let within = 0
  let expected = 0
  for (let party = 0; party < parties.names.length; party++) {
    within += count[party * parties.names.length + party]!
    expected += sent[party]! * received[party]!
  }
  if (expected === all * all) return null
  return (within / all - expected / (all * all)) / (1 - expected / (all * all))
}
