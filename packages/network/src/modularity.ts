import type { About } from './about.ts'
import type { Network } from './network.ts'
import { strength } from './strength.ts'

export const about: About = {
  what: 'How much more interaction stays inside communities than the same activity would keep there by chance.',
  why: 'High values mean circles that hardly meet.',
  notGoodFor: 'Comparing networks of different size or density: it grows with size even in random networks.',
}

/**
 * Directed, weighted modularity of a partition, resolution 1: sum over communities of (weight inside / all weight) -
 * (weight sent x weight received / all weight^2).
 *
 * -1/2 to below 1; `null` without ties. O(accounts + ties). As networkx `modularity` on the same partition.
 * Source: Leicht & Newman 2008, doi:10.1103/PhysRevLett.100.118703.
 */
export function modularity(network: Network, community: ArrayLike<number>): number | null {
  if (network.ties === 0) return null
  const { in: received, out: sent } = strength(network)
  const size = 1 + Array.from(community).reduce((most, number) => Math.max(most, number), 0)
  const inside = new Float64Array(size)
  const sentBy = new Float64Array(size)
  const receivedBy = new Float64Array(size)
  let all = 0
  for (let account = 0; account < network.accounts; account++) {
    const own = community[account]!
    sentBy[own]! += sent[account]!
    receivedBy[own]! += received[account]!
    all += sent[account]!
    for (let tie = network.outStart[account]!; tie < network.outStart[account + 1]!; tie++) {
      if (community[network.outTarget[tie]!] === own) inside[own]! += network.outWeight[tie]!
    }
  }
  let sum = 0
  for (let own = 0; own < size; own++) sum += inside[own]! / all - (sentBy[own]! / all) * (receivedBy[own]! / all)
  return sum
}
