import type { Party } from '@weft/model/party'
import { PARTIES } from '@weft/model/party'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/** The group of a tie between two parties. */
export function partyPair(from: Party, to: Party): number {
  return PARTIES.indexOf(from) * PARTIES.length + PARTIES.indexOf(to)
}

/**
 * Ties between different parties / the number expected if whom a tie goes to did not depend on party: the sum over
 * different parties of ties sent x ties received / all ties. 0 upwards, 1 as by chance; `null` where no tie across
 * parties could be expected. O(ties) a replicate.
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126 (the null model of assortativity).
 */
export function observedOverExpected(ties: readonly Item[]): Estimate {
  const parties = PARTIES.length
  const groups = Int32Array.from(ties, ({ group }) => group)
  const clusters = Int32Array.from(ties, ({ cluster }) => cluster)
  const ratio = (weightOf: (cluster: number) => number): number | null => {
    const sent = new Float64Array(parties)
    const received = new Float64Array(parties)
    let all = 0
    let within = 0
    for (let i = 0; i < groups.length; i++) {
      const weight = weightOf(clusters[i]!)
      const from = Math.floor(groups[i]! / parties)
      const to = groups[i]! % parties
      sent[from]! += weight
      received[to]! += weight
      all += weight
      if (from === to) within += weight
    }
    if (all === 0) return null
    const expectedWithin = sent.reduce((sum, ties, party) => sum + ties * received[party]!, 0) / all
    const expected = all - expectedWithin
    // Rounding leaves a trace where all ties are of one party.
    return expected < 1e-9 * all ? null : (all - within) / expected
  }
  return { value: ratio(() => 1), replicate: ({ weightOf }) => ratio(weightOf), isSkewedByWeights: false }
}
