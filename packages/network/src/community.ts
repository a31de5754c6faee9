import { seededRandom } from '@weft/model/seeded-random'
import type { About } from './about.ts'
import { louvain } from './graphology-packages.ts'
import { graphologyView } from './graphology-view.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'Groups of accounts that have more to do with each other than their activity would lead one to expect.',
  why: 'Shows the circles that really exist, whatever the labels say.',
  notGoodFor: 'Following one group by its number over quarters: numbers follow size, and small groups get merged.',
}

/**
 * Community number per account by Louvain (graphology's own), directed, weighted, resolution 1, seeded.
 *
 * 0 is the largest community, then by falling size (of equal ones, the one with the lowest account first). An isolate is a community of its
 * own. The same network and seed give the same communities; another order of accounts may not. About O(ties).
 * Source: Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008; directed: Dugue & Perez 2015, hal-01231784.
 */
export function community(network: Network, seed = 1): Int32Array {
  if (network.ties === 0) return Int32Array.from({ length: network.accounts }, (_, account) => account)
  const found = louvain(graphologyView(network), { rng: seededRandom(seed), getEdgeWeight: 'weight' })
  return numberedBySize(Int32Array.from({ length: network.accounts }, (_, account) => found[account]!))
}

/** Other numbers for the same communities: 0 for the largest, and so on. O(accounts). */
export function numberedBySize(found: Int32Array): Int32Array {
  const sizes = new Map<number, number>()
  for (const name of found) sizes.set(name, (sizes.get(name) ?? 0) + 1)
  // The map lists communities by their lowest account, and sorting is stable.
  const bySize = [...sizes].toSorted(([, one], [, other]) => other - one)
  const numbers = new Map(bySize.map(([name], number) => [name, number]))
  return found.map((name) => numbers.get(name)!)
}
