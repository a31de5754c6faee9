import type { Party } from '@weft/model/party'
import { PARTIES } from '@weft/model/party'
import { PartsBuilder, totalsOf } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'
import type { Item } from '../item.ts'

/** The group of a tie between two parties. */
export function partyPair(from: Party, to: Party): number {
  return PARTIES.indexOf(from) * PARTIES.length + PARTIES.indexOf(to)
}

/**
 * Ties between different parties / the number expected if whom a tie goes to did not depend on party: the sum over
 * different parties of ties sent x ties received / all ties. 0 upwards, 1 as by chance; `null` where no tie across
 * parties could be expected.
 * Source: Newman 2003, doi:10.1103/PhysRevE.67.026126 (the null model of assortativity).
 */
export function observedOverExpected(ties: readonly Item[]): Estimate {
  const builder = new PartsBuilder(PARTIES.length ** 2)
  for (const { cluster, group } of ties) builder.add(cluster, group, 1)
  const parts = builder.build()
  return { value: ratioOf(totalsOf(parts)), parts, replicate: ratioOf, isSkewedByWeights: false }
}

/** From ties by the pair of their parties. */
function ratioOf(pairs: Float64Array): number | null {
  const parties = PARTIES.length
  const sent = new Float64Array(parties)
  const received = new Float64Array(parties)
  let all = 0
  let within = 0
  for (let pair = 0; pair < pairs.length; pair++) {
    const ties = pairs[pair]!
    const from = Math.floor(pair / parties)
    const to = pair % parties
    sent[from]! += ties
    received[to]! += ties
    all += ties
    if (from === to) within += ties
  }
  if (all === 0) return null
  const expectedWithin = sent.reduce((sum, ties, party) => sum + ties * received[party]!, 0) / all
  const expected = all - expectedWithin
  // Rounding leaves a trace where all ties are of one party.
  return expected < 1e-9 * all ? null : (all - within) / expected
}
