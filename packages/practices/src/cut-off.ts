import type { Network } from '@weft/network/network'

/**
 * How many accounts each account holds to its component: of the pieces that its component falls into without it, all but
 * the largest, added up. 0 where nothing falls off. Ties count in either direction.
 *
 * One depth-first walk per component with low points (Hopcroft & Tarjan 1973, doi:10.1145/362248.362272), iterative, as
 * chains can be long. O(accounts + ties).
 */
export function cutOffBy(network: Network): Float64Array {
  const { accounts } = network
  const cutOff = new Float64Array(accounts)
  const order = new Int32Array(accounts).fill(-1)
  const low = new Int32Array(accounts)
  const parent = new Int32Array(accounts).fill(-1)
  const size = new Int32Array(accounts).fill(1)
  const next = new Int32Array(accounts)
  const pieces = Array.from<unknown, number[]>({ length: accounts }, () => [])
  let time = 0
  for (let root = 0; root < accounts; root++) {
    if (order[root] !== -1) continue
    const walk: number[] = [root]
    const members: number[] = []
    while (walk.length > 0) {
      const at = walk.at(-1)!
      if (order[at] === -1) {
        order[at] = low[at] = time++
        members.push(at)
      }
      const neighbour = neighbourAt(network, at, next[at]!++)
      if (neighbour === null) {
        walk.pop()
        const above = parent[at]!
        if (above === -1) continue
        size[above]! += size[at]!
        low[above] = Math.min(low[above]!, low[at]!)
        if (low[at]! >= order[above]!) pieces[above]!.push(size[at]!)
      } else if (order[neighbour] === -1) {
        parent[neighbour] = at
        walk.push(neighbour)
      } else if (neighbour !== parent[at]) {
        low[at] = Math.min(low[at]!, order[neighbour]!)
      }
    }
    for (const account of members) cutOff[account] = allButLargest(pieces[account]!, members.length)
  }
  return cutOff
}

/** The neighbour at a place in the list of those addressed, then those addressing; `null` past its end. */
function neighbourAt({ outStart, outTarget, inStart, inSource }: Network, account: number, place: number) {
  const outward = outStart[account + 1]! - outStart[account]!
  if (place < outward) return outTarget[outStart[account]! + place]!
  const inward = inStart[account]! + place - outward
  return inward < inStart[account + 1]! ? inSource[inward]! : null
}

/** Without the account, what did not fall off below it hangs together above it: one more piece. */
function allButLargest(fallen: readonly number[], members: number): number {
  if (fallen.length === 0) return 0
  const below = fallen.reduce((sum, piece) => sum + piece, 0)
  const above = members - 1 - below
  return below + above - Math.max(above, ...fallen)
}
