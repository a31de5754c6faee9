import type { About } from './about.ts'
import type { Network, TieSide } from './network.ts'

export const about: About = {
  what: 'Hubs address good authorities; authorities are addressed by good hubs.',
  why: 'Tells those who point others to the right people from the people pointed to.',
  notGoodFor: 'Networks in several equal parts: the strongest part takes nearly all.',
}

export interface HubsAndAuthorities {
  hub: Float64Array
  authority: Float64Array
}

/** Summed change of both (each sums to 1) at which they stand still. */
const CHANGE_MAX = 1e-13

/** Parts of nearly equal strength settle slowly; beyond this the split between them is not decided by the data. */
const ROUNDS_MAX = 5000

/**
 * HITS hub and authority per account, weighted; each 0 to 1 and summing to 1.
 *
 * `null` without ties, and where the iteration does not settle in 5000 rounds. Where several parts are exactly equally
 * strong they share, as the iteration from equal values has it. O(rounds x ties). As networkx `hits`.
 * Source: Kleinberg 1999, doi:10.1145/324133.324140.
 */
export function hits(network: Network): HubsAndAuthorities | null {
  const { accounts, ties, outStart, outTarget, outWeight, inStart, inSource, inWeight } = network
  if (ties === 0) return null
  const hub = new Float64Array(accounts).fill(1 / accounts)
  const authority = new Float64Array(accounts)
  const sums = new Float64Array(accounts)
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const authorityChange = gather(authority, hub, { start: inStart, end: inSource, weight: inWeight }, sums)
    const hubChange = gather(hub, authority, { start: outStart, end: outTarget, weight: outWeight }, sums)
    if (authorityChange + hubChange < CHANGE_MAX) return { hub, authority }
  }
  return null
}

/** Replaces each value by the weighted sum of its neighbours' other values, scaled to sum 1; returns the change. */
function gather(
  values: Float64Array,
  others: Float64Array,
  { start, end, weight }: TieSide,
  sums: Float64Array,
): number {
  let total = 0
  for (let account = 0; account < values.length; account++) {
    let sum = 0
    const rowEnd = start[account + 1]!
    for (let tie = start[account]!; tie < rowEnd; tie++) sum += weight[tie]! * others[end[tie]!]!
    sums[account] = sum
    total += sum
  }
  let change = 0
  for (let account = 0; account < values.length; account++) {
    const value = sums[account]! / total
    change += Math.abs(value - values[account]!)
    values[account] = value
  }
  return change
}
