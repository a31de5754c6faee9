import type { About } from './about.ts'
import { connectedPairs, MUTUAL } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { forEachTriangle } from './triangles.ts'

export const about: About = {
  what: 'How many of the triangles that could exist around an account do exist, counting directions.',
  why: 'Shows whether those around an account also talk to each other.',
  notGoodFor: 'Accounts with very few ties: the value leaps between 0 and 1.',
}

/**
 * Directed clustering coefficient per account (Fagiolo), unweighted: directed triangles through the account / those
 * its ties would allow. 0 to 1; 0 where no triangle could exist, as networkx has it.
 *
 * O(ties^1.5). As networkx `clustering`. Source: Fagiolo 2007, doi:10.1103/PhysRevE.76.026107.
 */
export function clustering(network: Network): Float64Array {
  const pairs = connectedPairs(network)
  const { accounts, start, direction } = pairs
  const triangles = new Float64Array(accounts)
  forEachTriangle(pairs, (a, b, c, ab, bc, ac) => {
    const directed = 2 * tiesIn(direction[ab]!) * tiesIn(direction[bc]!) * tiesIn(direction[ac]!)
    triangles[a]! += directed
    triangles[b]! += directed
    triangles[c]! += directed
  })
  return triangles.map((existing, account) => {
    if (existing === 0) return 0
    let ties = 0
    let mutual = 0
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      ties += tiesIn(direction[place]!)
      if (direction[place] === MUTUAL) mutual++
    }
    return existing / (2 * (ties * (ties - 1) - 2 * mutual))
  })
}

function tiesIn(direction: number): number {
  return direction === MUTUAL ? 2 : 1
}
