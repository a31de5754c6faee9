import { mutualPairs } from './mutual-ties.ts'
import type { Network } from './network.ts'

/** The account addresses the other. */
export const ADDRESSES = 1
/** The other addresses the account. */
export const ADDRESSED = 2
export const MUTUAL = ADDRESSES | ADDRESSED

const known = new WeakMap<Network, ConnectedPairs>()

/** The connected pairs of a network; worked out once per network, O(accounts + ties). */
export function connectedPairs(network: Network): ConnectedPairs {
  let pairs = known.get(network)
  if (pairs === undefined) {
    pairs = new ConnectedPairs(network)
    known.set(network, pairs)
  }
  return pairs
}

/**
 * The network without regard to direction: each connected pair appears once in either account's row, neighbours
 * ascending. Back places are worked out when they are first asked for: few measures need them.
 */
export class ConnectedPairs {
  readonly accounts: number
  /** Connected pairs, each counted once: half the places. */
  readonly pairs: number
  readonly start: Int32Array
  readonly neighbour: Int32Array
  /** Which ties exist, as seen from the row's account. */
  readonly direction: Uint8Array
  #back: Int32Array | null = null

  constructor(network: Network) {
    const { accounts, ties } = network
    this.accounts = accounts
    this.pairs = ties - mutualPairs(network)
    this.start = new Int32Array(accounts + 1)
    this.neighbour = new Int32Array(2 * this.pairs)
    this.direction = new Uint8Array(2 * this.pairs)
    mergeDirections(network, this)
  }

  /** The same pair's place in the other account's row. */
  get back(): Int32Array {
    this.#back ??= backPlaces(this)
    return this.#back
  }
}

function mergeDirections({ accounts, outStart, outTarget, inStart, inSource }: Network, pairs: ConnectedPairs): void {
  const { start, neighbour, direction } = pairs
  let place = 0
  for (let account = 0; account < accounts; account++) {
    let out = outStart[account]!
    let into = inStart[account]!
    const outEnd = outStart[account + 1]!
    const inEnd = inStart[account + 1]!
    while (out < outEnd || into < inEnd) {
      const target = out < outEnd ? outTarget[out]! : accounts
      const source = into < inEnd ? inSource[into]! : accounts
      // Which side is due is a coin toss, so it is counted (`>>> 31`: 1 of a negative number) rather than asked.
      const isOutDue = (target - source - 1) >>> 31
      const isInDue = (source - target - 1) >>> 31
      neighbour[place] = Math.min(target, source)
      direction[place++] = isOutDue * ADDRESSES + isInDue * ADDRESSED
      out += isOutDue
      into += isInDue
    }
    start[account + 1] = place
  }
}

/** Rows are visited in order, so each neighbour's row is filled from its first place on. */
function backPlaces({ start, neighbour }: ConnectedPairs): Int32Array {
  const next = start.slice()
  const back = new Int32Array(neighbour.length)
  for (let place = 0; place < back.length; place++) back[place] = next[neighbour[place]!]!++
  return back
}
