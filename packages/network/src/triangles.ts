import type { ConnectedPairs } from './connected-pairs.ts'

/** Three accounts, all connected, with the places of the pairs (a, b), (b, c) and (a, c) in the rows of a, b and a. */
export type TriangleVisitor = (a: number, b: number, c: number, ab: number, bc: number, ac: number) => void

/**
 * Visits every triangle of connected accounts once, in no particular orientation.
 *
 * Each pair is walked from the end with fewer neighbours, which bounds the work by O(pairs^1.5) even around a hub that
 * everybody addresses. Source: Schank & Wagner 2005, "Finding, counting and listing all triangles in large graphs".
 */
export function forEachTriangle(pairs: ConnectedPairs, visit: TriangleVisitor): void {
  const { accounts, neighbour } = pairs
  const { upStart, up } = towardsMoreConnected(pairs)
  const placeFromA = new Int32Array(accounts).fill(-1)
  for (let a = 0; a < accounts; a++) {
    const from = upStart[a]!
    const end = upStart[a + 1]!
    if (end - from < 2) continue
    for (let i = from; i < end; i++) placeFromA[neighbour[up[i]!]!] = up[i]!
    for (let i = from; i < end; i++) {
      const ab = up[i]!
      const b = neighbour[ab]!
      for (let j = upStart[b]!; j < upStart[b + 1]!; j++) {
        const bc = up[j]!
        const c = neighbour[bc]!
        const ac = placeFromA[c]!
        if (ac >= 0) visit(a, b, c, ab, bc, ac)
      }
    }
    for (let i = from; i < end; i++) placeFromA[neighbour[up[i]!]!] = -1
  }
}

/** Per account the places of its neighbours that have more neighbours than itself (or as many and a higher number). */
function towardsMoreConnected({ accounts, pairs, start, neighbour }: ConnectedPairs) {
  const upStart = new Int32Array(accounts + 1)
  const up = new Int32Array(pairs)
  let count = 0
  for (let a = 0; a < accounts; a++) {
    const degree = start[a + 1]! - start[a]!
    for (let place = start[a]!; place < start[a + 1]!; place++) {
      const b = neighbour[place]!
      const otherDegree = start[b + 1]! - start[b]!
      if (otherDegree > degree || (otherDegree === degree && b > a)) up[count++] = place
    }
    upStart[a + 1] = count
  }
  return { upStart, up }
}
