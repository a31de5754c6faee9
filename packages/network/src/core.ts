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
  const left = connections(network)
  const peeling: Peeling = { left, leaving: new Int32Array(accounts), leavers: 0 }
  const staying = new Int32Array(accounts)
  for (let account = 0; account < accounts; account++) staying[account] = account
  // When all that are there leave, nobody is left to lose a connection.
  for (let level = 0, there = accounts; there > 0; level++) {
    let stayers = 0
    peeling.leavers = 0
    for (let i = 0; i < there; i++) {
      const account = staying[i]!
      if (left[account]! > level) staying[stayers++] = account
      else if (left[account] === level) peeling.leaving[peeling.leavers++] = account
    }
    const all = stayers + peeling.leavers
    for (let next = 0; next < peeling.leavers && peeling.leavers < all; next++) {
      takeOut(network, peeling.leaving[next]!, level, peeling)
    }
    there = peeling.leavers < all ? stayers : 0
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
    // Which of them is next is a coin toss, so it is counted (`>>> 31`: 1 of a negative number) rather than asked.
    const gap = target - source
    const other = source + (gap & (gap >> 31))
    out += (gap - 1) >>> 31
    into += (-1 - gap) >>> 31
    const rest = left[other]!
    left[other] = rest - ((level - rest) >>> 31)
    if (rest === level + 1) leaving[leavers++] = other
  }
  peeling.leavers = leavers
}
