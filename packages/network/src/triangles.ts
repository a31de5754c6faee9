import type { ConnectedPairs } from './connected-pairs.ts'

/**
 * Each connected pair once, in the row of the end with fewer neighbours (of equal ones the lower number), from where the
 * other is upward.
 */
export interface UpwardPairs {
  accounts: number
  start: Int32Array
  neighbour: Int32Array
  /** Where the pair lies among the connected pairs, in the same account's row. */
  place: Int32Array
}

export function upwardPairs({ accounts, pairs, start, neighbour }: ConnectedPairs): UpwardPairs {
  const upward: UpwardPairs = {
    accounts,
    start: new Int32Array(accounts + 1),
    neighbour: new Int32Array(pairs),
    place: new Int32Array(pairs),
  }
  let count = 0
  for (let a = 0; a < accounts; a++) {
    const neighbours = start[a + 1]! - start[a]!
    for (let place = start[a]!; place < start[a + 1]!; place++) {
      const b = neighbour[place]!
      const more = start[b + 1]! - start[b]! - neighbours
      if (more < 0 || (more === 0 && b < a)) continue
      upward.neighbour[count] = b
      upward.place[count++] = place
    }
    upward.start[a + 1] = count
  }
  return upward
}

/** Three accounts, all connected, with the pairs (a, b), (b, c) and (a, c). */
export type TriangleVisitor = (a: number, b: number, c: number, ab: number, bc: number, ac: number) => void

/**
 * Visits every triangle of connected accounts once; pairs are told by their places among the upward pairs.
 *
 * Each pair is walked from the end with fewer neighbours, which bounds the work by O(pairs^1.5) even around a hub that
 * everybody addresses. Source: Schank & Wagner 2005, "Finding, counting and listing all triangles in large graphs".
 */
export function forEachUpwardTriangle({ accounts, start, neighbour }: UpwardPairs, visit: TriangleVisitor): void {
  const fromA = new Int32Array(accounts).fill(-1)
  for (let a = 0; a < accounts; a++) {
    const aStart = start[a]!
    const aEnd = start[a + 1]!
    if (aEnd - aStart < 2) continue
    for (let ac = aStart; ac < aEnd; ac++) fromA[neighbour[ac]!] = ac
    for (let ab = aStart; ab < aEnd; ab++) {
      const b = neighbour[ab]!
      const bEnd = start[b + 1]!
      for (let bc = start[b]!; bc < bEnd; bc++) {
        const c = neighbour[bc]!
        const ac = fromA[c]!
        if (ac >= 0) visit(a, b, c, ab, bc, ac)
      }
    }
    for (let ac = aStart; ac < aEnd; ac++) fromA[neighbour[ac]!] = -1
  }
}

/** The same with the pairs' places among the connected pairs, in the rows of a, b and a. */
export function forEachTriangle(pairs: ConnectedPairs, visit: TriangleVisitor): void {
  const upward = upwardPairs(pairs)
  const { place } = upward
  forEachUpwardTriangle(upward, (a, b, c, ab, bc, ac) => visit(a, b, c, place[ab]!, place[bc]!, place[ac]!))
}
