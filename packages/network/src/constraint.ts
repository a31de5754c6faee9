import type { About } from './about.ts'
import { ADDRESSED, ADDRESSES, type ConnectedPairs, connectedPairs } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { forEachUpwardTriangle, type UpwardPairs, upwardPairs } from './triangles.ts'

export const about: About = {
  what: "How far an account's contacts lead back to each other.",
  why: 'Low constraint means access to people who do not know each other: room to introduce and to learn.',
  notGoodFor: 'Accounts with one contact: they are fully constrained by definition.',
}

/**
 * Burt's constraint per account, weighted: over contacts j, the sum of (p_ij + sum over q of p_iq p_qj)^2, where p_ij is
 * the share of i's interactions, both ways together, that it has with j.
 *
 * Above 0, 1 with a single contact, at times above 1 in tight pairs and triangles; `null` for isolates.
 * O(ties^1.5). As networkx `constraint` with weights. Source: Burt 2004, doi:10.1086/421787.
 */
export function constraint(network: Network): (number | null)[] {
  const { accounts } = network
  const pairs = connectedPairs(network)
  const upward = upwardPairs(pairs)
  const { invested, share } = investments(network, pairs, upward)
  // What a and b have with each other through c, weight ac x weight bc / all of c, is the same from either side.
  forEachUpwardTriangle(upward, (a, b, c, ab, bc, ac) => {
    const weightAb = invested[2 * ab]!
    const weightBc = invested[2 * bc]!
    const weightAc = invested[2 * ac]!
    invested[2 * ab + 1]! += weightAc * weightBc * share[c]!
    invested[2 * ac + 1]! += weightAb * weightBc * share[b]!
    invested[2 * bc + 1]! += weightAb * weightAc * share[a]!
  })
  const sum = new Float64Array(accounts)
  for (let a = 0; a < accounts; a++) {
    for (let pair = upward.start[a]!; pair < upward.start[a + 1]!; pair++) {
      const b = upward.neighbour[pair]!
      const both = invested[2 * pair]! + invested[2 * pair + 1]!
      sum[a]! += (both * share[a]!) ** 2
      sum[b]! += (both * share[b]!) ** 2
    }
  }
  return Array.from(sum, (value, account) => (pairs.start[account] === pairs.start[account + 1] ? null : value))
}

/**
 * Per upward pair its weight, both ways together, and beside it, for a common cache line, a place for what goes through
 * others; per account what a weight of 1 is of all its interactions.
 */
function investments(network: Network, { start, direction }: ConnectedPairs, upward: UpwardPairs) {
  const { accounts, outStart, outWeight, inStart, inWeight } = network
  const invested = new Float64Array(2 * upward.place.length)
  const share = new Float64Array(accounts)
  for (let account = 0; account < accounts; account++) {
    let out = outStart[account]!
    let into = inStart[account]!
    let pair = upward.start[account]!
    let all = 0
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      let weight = 0
      if (direction[place]! & ADDRESSES) weight += outWeight[out++]!
      if (direction[place]! & ADDRESSED) weight += inWeight[into++]!
      all += weight
      if (upward.place[pair] === place) invested[2 * pair++] = weight
    }
    share[account] = 1 / all
  }
  return { invested, share }
}
