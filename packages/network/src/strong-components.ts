import type { About } from './about.ts'
import type { Network } from './network.ts'
import { type Components, numberedByLowest } from './weak-components.ts'

export const about: About = {
  what: 'Groups in which everybody reaches everybody along the direction of ties.',
  why: 'Their number and size tell circulation from broadcast.',
  notGoodFor: 'Data that hold one direction only: every account is then a group of its own.',
}

/**
 * Strong components: accounts that reach each other along directed ties; an account in no cycle is one of its own.
 *
 * Tarjan's algorithm without recursion, O(accounts + ties). As networkx `strongly_connected_components`.
 * Source: Tarjan 1972, doi:10.1137/0201010.
 */
export function strongComponents({ accounts, outStart, outTarget }: Network): Components {
  const found = new Int32Array(accounts).fill(-1)
  const lowest = new Int32Array(accounts)
  const component = new Int32Array(accounts).fill(-1)
  const nextTie = outStart.slice(0, accounts)
  const path = new Int32Array(accounts)
  const open = new Int32Array(accounts)
  let visits = 0
  let pathLength = 0
  let openCount = 0
  const enter = (account: number): void => {
    found[account] = lowest[account] = visits++
    path[pathLength++] = account
    open[openCount++] = account
  }
  for (let start = 0; start < accounts; start++) {
    if (found[start]! >= 0) continue
    enter(start)
    while (pathLength > 0) {
      const account = path[pathLength - 1]!
      if (nextTie[account]! < outStart[account + 1]!) {
        const target = outTarget[nextTie[account]!++]!
        if (found[target]! < 0) enter(target)
        else if (component[target]! < 0) lowest[account] = Math.min(lowest[account]!, found[target]!)
        continue
      }
      pathLength--
      if (pathLength > 0) {
        const before = path[pathLength - 1]!
        lowest[before] = Math.min(lowest[before]!, lowest[account]!)
      }
      if (lowest[account] !== found[account]) continue
      let member: number
      do {
        member = open[--openCount]!
        component[member] = account
      } while (member !== account)
    }
  }
  return numberedByLowest(component)
}
