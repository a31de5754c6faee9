import type { About } from './about.ts'
import { mutualTies } from './mutual-ties.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The largest k such that the account belongs to a group in which everybody is connected to k others of it.',
  why: 'Separates the lasting middle of a network from its fringe.',
  notGoodFor: 'Telling who in the middle matters: all of a core share the number.',
}

/**
 * Core number per account, on the simple undirected graph (who is connected to whom, either way), unweighted.
 * 0 (isolates) upwards. O(accounts + ties). As networkx `core_number`.
 * Source: Batagelj & Zaversnik 2003, arXiv:cs/0310049; level by level as Kabir & Madduri 2017,
 * doi:10.1109/IPDPSW.2017.151.
 */
export function core(network: Network): Float64Array {
  const { accounts } = network
  const peeling: Peeling = { left: connections(network), leaving: new Int32Array(accounts), leavers: 0 }
  const { left, leaving } = peeling
  const staying = new Int32Array(accounts)
  for (let account = 0; account < accounts; account++) staying[account] = account
  for (let level = 0, count = accounts; count > 0; level++) {
    let stayers = 0
    peeling.leavers = 0
    for (let i = 0; i < count; i++) {
      const account = staying[i]!
      if (left[account]! > level) staying[stayers++] = account
      else if (left[account] === level) leaving[peeling.leavers++] = account
    }
    count = stayers
    for (let next = 0; next < peeling.leavers; next++) takeOut(network, leaving[next]!, level, peeling)
  }
  return Float64Array.from(left)
}

interface Peeling {
  /** Connections to accounts that are still there; of one that has left, its core. */
  left: Int32Array
  /** Those that leave at this level, in order. */
  leaving: Int32Array
  leavers: number
}

/** Accounts that each is connected to, either way. */
function connections(network: Network): Int32Array {
  const { accounts, outStart, inStart } = network
  const connected = mutualTies(network)
  for (let account = 0; account < accounts; account++) {
    const ties = outStart[account + 1]! - outStart[account]! + inStart[account + 1]! - inStart[account]!
    connected[account] = ties - connected[account]!
  }
  return connected
}

/** Takes a connection from everybody there; whoever has only the level's number left by that leaves as well. */
function takeOut(network: Network, account: number, level: number, peeling: Peeling): void {
  const { accounts, outStart, outTarget, inStart, inSource } = network
  const { left, leaving } = peeling
  const outEnd = outStart[account + 1]!
  const inEnd = inStart[account + 1]!
  let out = outStart[account]!
  let into = inStart[account]!
  let leavers = peeling.leavers
  while (out < outEnd || into < inEnd) {
    const target = out < outEnd ? outTarget[out]! : accounts
    const source = into < inEnd ? inSource[into]! : accounts
    const other = Math.min(target, source)
    // Both of these are coin tosses, so they are counted (`>>> 31`: 1 of a negative number) rather than asked.
    out += (target - source - 1) >>> 31
    into += (source - target - 1) >>> 31
    const rest = left[other]!
    left[other] = rest - ((level - rest) >>> 31)
    if (rest === level + 1) leaving[leavers++] = other
  }
  peeling.leavers = leavers
}
