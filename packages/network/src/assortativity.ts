import type { About } from './about.ts'
import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'

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
 * all are of one party. O(ties + parties). As networkx `attribute_assortativity_coefficient`.
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126.
 */
export function assortativity(network: Network, parties: Parties): number | null {
  const { names, code } = parties
  const sent = new Float64Array(names.length)
  const received = new Float64Array(names.length)
  let within = 0
  let all = 0
  for (let account = 0; account < network.accounts; account++) {
    const from = code[account]!
    if (from === NO_PARTY) continue
    for (let tie = network.outStart[account]!; tie < network.outStart[account + 1]!; tie++) {
      const to = code[network.outTarget[tie]!]!
      if (to === NO_PARTY) continue
      sent[from]!++
      received[to]!++
      all++
      if (from === to) within++
    }
  }
  if (all === 0) return null
  const expected = sent.reduce((sum, ties, party) => sum + ties * received[party]!, 0)
  if (expected === all * all) return null
  return (within / all - expected / (all * all)) / (1 - expected / (all * all))
}
