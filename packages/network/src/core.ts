import type { About } from './about.ts'
import { connectedPairs } from './connected-pairs.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The largest k such that the account belongs to a group in which everybody is connected to k others of it.',
  why: 'Separates the lasting middle of a network from its fringe.',
  notGoodFor: 'Telling who in the middle matters: all of a core share the number.',
}

/**
 * Core number per account, on the simple undirected graph (who is connected to whom, either way), unweighted.
 * 0 (isolates) upwards. O(accounts + ties). As networkx `core_number`.
 * Source: Batagelj & Zaversnik 2003, arXiv:cs/0310049.
 */
export function core(network: Network): Float64Array {
  const { accounts, start, neighbour } = connectedPairs(network)
  const left = new Int32Array(accounts)
  let degreeMax = 0
  for (let account = 0; account < accounts; account++) {
    left[account] = start[account + 1]! - start[account]!
    degreeMax = Math.max(degreeMax, left[account]!)
  }
  const { order, placeOf, firstOf } = orderedByDegree(left, degreeMax)
  // Accounts leave in order of what is left of their degree; a neighbour that loses one moves to the front of its
  // degree's stretch, and the stretch's start moves past it.
  for (let i = 0; i < accounts; i++) {
    const account = order[i]!
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      const other = neighbour[place]!
      if (left[other]! <= left[account]!) continue
      const front = firstOf[left[other]!]!++
      const displaced = order[front]!
      const vacated = placeOf[other]!
      order[vacated] = displaced
      placeOf[displaced] = vacated
      order[front] = other
      placeOf[other] = front
      left[other]!--
    }
  }
  return Float64Array.from(left)
}

function orderedByDegree(degree: Int32Array, degreeMax: number) {
  const firstOf = new Int32Array(degreeMax + 2)
  for (const d of degree) firstOf[d + 1]!++
  for (let d = 0; d <= degreeMax; d++) firstOf[d + 1]! += firstOf[d]!
  const next = firstOf.slice()
  const order = new Int32Array(degree.length)
  const placeOf = new Int32Array(degree.length)
  for (let account = 0; account < degree.length; account++) {
    const place = next[degree[account]!]!++
    order[place] = account
    placeOf[account] = place
  }
  return { order, placeOf, firstOf }
}
