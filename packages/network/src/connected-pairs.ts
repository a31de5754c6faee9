import type { Network } from './network.ts'

/** The account addresses the other. */
export const ADDRESSES = 1
/** The other addresses the account. */
export const ADDRESSED = 2
export const MUTUAL = ADDRESSES | ADDRESSED

/**
 * The network without regard to direction: each connected pair appears once in either account's row, neighbours
 * ascending. `direction` says which ties exist as seen from the row's account; `weight` is the sum of both;
 * `back` is the same pair's place in the other account's row.
 */
export interface ConnectedPairs {
  accounts: number
  /** Connected pairs, each counted once: half the places. */
  pairs: number
  start: Int32Array
  neighbour: Int32Array
  direction: Uint8Array
  weight: Float64Array
  back: Int32Array
}

const known = new WeakMap<Network, ConnectedPairs>()

/** The connected pairs of a network; worked out once per network, O(accounts + ties). */
export function connectedPairs(network: Network): ConnectedPairs {
  let pairs = known.get(network)
  if (pairs === undefined) {
    pairs = mergeDirections(network)
    known.set(network, pairs)
  }
  return pairs
}

function mergeDirections(network: Network): ConnectedPairs {
  const { accounts, ties, outStart, outTarget, outWeight, inStart, inSource, inWeight } = network
  const start = new Int32Array(accounts + 1)
  const neighbour = new Int32Array(2 * ties)
  const direction = new Uint8Array(2 * ties)
  const weight = new Float64Array(2 * ties)
  let place = 0
  for (let account = 0; account < accounts; account++) {
    let out = outStart[account]!
    let into = inStart[account]!
    const outEnd = outStart[account + 1]!
    const inEnd = inStart[account + 1]!
    while (out < outEnd || into < inEnd) {
      const target = out < outEnd ? outTarget[out]! : accounts
      const source = into < inEnd ? inSource[into]! : accounts
      neighbour[place] = Math.min(target, source)
      if (target <= source) {
        direction[place]! |= ADDRESSES
        weight[place]! += outWeight[out++]!
      }
      if (source <= target) {
        direction[place]! |= ADDRESSED
        weight[place]! += inWeight[into++]!
      }
      place++
    }
    start[account + 1] = place
  }
  return {
    accounts,
    pairs: place / 2,
    start,
    neighbour: neighbour.slice(0, place),
    direction: direction.slice(0, place),
    weight: weight.slice(0, place),
    back: backPlaces(accounts, start, neighbour),
  }
}

/** Rows are visited in order, so each neighbour's row is filled from its first place on. */
function backPlaces(accounts: number, start: Int32Array, neighbour: Int32Array): Int32Array {
  const next = start.slice(0, accounts)
  const back = new Int32Array(start[accounts]!)
  for (let place = 0; place < back.length; place++) back[place] = next[neighbour[place]!]!++
  return back
}
