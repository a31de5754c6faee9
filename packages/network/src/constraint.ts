import type { About } from './about.ts'
import { connectedPairs } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { forEachTriangle } from './triangles.ts'

export const about: About = {
  what: "How far an account's contacts lead back to each other.",
  why: 'Low constraint means access to people who do not know each other: room to introduce and to learn.',
  notGoodFor: 'Accounts with one contact: they are fully constrained by definition.',
}

/**
 * Burt's constraint per account, weighted: over contacts j, the sum of (p_ij + sum over q of p_iq p_qj)^2, where p_ij is
 * the share of i's interactions, both ways together, that it has with j.
 *
 * Above 0, about 1 with a single contact, at times above 1 in tight pairs and triangles; `null` for isolates.
 * O(ties^1.5). As networkx `constraint` with weights. Source: Burt 2004, doi:10.1086/421787.
 */
export function constraint(network: Network): (number | null)[] {
  const pairs = connectedPairs(network)
  const { accounts, start, weight, back } = pairs
  const share = new Float64Array(weight.length)
  for (let account = 0; account < accounts; account++) {
    let total = 0
    for (let place = start[account]!; place < start[account + 1]!; place++) total += weight[place]!
    for (let place = start[account]!; place < start[account + 1]!; place++) share[place] = weight[place]! / total
  }
  const invested = share.slice()
  forEachTriangle(pairs, (_a, _b, _c, ab, bc, ac) => {
    const ba = back[ab]!
    const cb = back[bc]!
    const ca = back[ac]!
    invested[ab]! += share[ac]! * share[cb]!
    invested[ac]! += share[ab]! * share[bc]!
    invested[ba]! += share[bc]! * share[ca]!
    invested[bc]! += share[ba]! * share[ac]!
    invested[ca]! += share[cb]! * share[ba]!
    invested[cb]! += share[ca]! * share[ab]!
  })
  return Array.from({ length: accounts }, (_, account) => {
    if (start[account] === start[account + 1]) return null
    let sum = 0
    for (let place = start[account]!; place < start[account + 1]!; place++) sum += invested[place]! ** 2
    return sum
  })
}
