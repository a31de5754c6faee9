import type { About } from './about.ts'
import type { Network } from './network.ts'
import { type Components, numberedByLowest } from './weak-components.ts'

export const about: About = {
  what: 'Groups in which everybody reaches everybody along the direction of ties.',
  why: 'Their number and size tell circulation from broadcast.',
  notGoodFor: 'Data that hold one direction only: every account is then a group of its own.',
}

/** Found later than any account that can still be reached: its component is known. */
const CLOSED = 2 ** 31 - 1

/**
 * Strong components: accounts that reach each other along directed ties; an account in no cycle is one of its own.
 *
 * Tarjan's algorithm without recursion, O(accounts + ties). As networkx `strongly_connected_components`.
 * Source: Tarjan 1972, doi:10.1137/0201010.
 */
export function strongComponents({ accounts, outStart, outTarget }: Network): Components {
  // When each account was found: -1 not yet.
  const found = new Int32Array(accounts).fill(-1)
  // The earliest found that it leads to.
  const lowest = new Int32Array(accounts)
  const component = new Int32Array(accounts)
  const nextTie = outStart.slice(0, accounts)
  const path = new Int32Array(accounts)
  const open = new Int32Array(accounts)
  let visits = 0
  let openCount = 0
  for (let start = 0; start < accounts; start++) {
    if (found[start]! >= 0) continue
    let entered = start
    let pathLength = 0
    while (entered >= 0 || pathLength > 0) {
      if (entered >= 0) {
        found[entered] = lowest[entered] = visits++
        path[pathLength++] = entered
        open[openCount++] = entered
      }
      const account = path[pathLength - 1]!
      const end = outStart[account + 1]!
      let tie = nextTie[account]!
      let low = lowest[account]!
      entered = -1
      while (tie < end) {
        const target = outTarget[tie++]!
        const time = found[target]!
        if (time < 0) {
          entered = target
          break
        }
        if (time < low) low = time
      }
      nextTie[account] = tie
      lowest[account] = low
      if (entered >= 0) continue
      pathLength--
      if (low === found[account]) {
        let member: number
        do {
          member = open[--openCount]!
          component[member] = account
          found[member] = CLOSED
        } while (member !== account)
      } else {
        const before = path[pathLength - 1]!
        if (low < lowest[before]!) lowest[before] = low
      }
    }
  }
  return numberedByLowest(component)
}
