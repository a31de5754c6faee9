import type { Network } from './network.ts'
import { strongComponents } from './strong-components.ts'
import { weakComponents } from './weak-components.ts'
import { withoutAccounts } from './without-accounts.ts'

/**
 * A length that no shortest directed way of the network exceeds, in ties; 0 without any. Seldom more than twice the
 * longest there is.
 *
 * A way that touches the largest strong component is at most as long as the longest to one account of it and the longest
 * from that one; any other lies in a piece of what is left without the component. O(accounts + ties).
 */
export function distanceLimit(network: Network): number {
  const components = strongComponents(network)
  const largest = components.sizes.indexOf(components.sizes.reduce((most, size) => Math.max(most, size), 0))
  const hub = components.of.indexOf(largest)
  if (hub < 0) return 0
  const through = furthest(network.outStart, network.outTarget, hub) + furthest(network.inStart, network.inSource, hub)
  const { network: rest } = withoutAccounts(network, (account) => components.of[account] === largest)
  const around = weakComponents(rest).sizes.reduce((most, size) => Math.max(most, size - 1), 0)
  return Math.max(through, around)
}

/** How far the furthest account is that ties lead to from one. */
function furthest(start: Int32Array, end: Int32Array, from: number): number {
  const distance = new Int32Array(start.length - 1).fill(-1)
  const reached = new Int32Array(start.length - 1)
  let count = 1
  reached[0] = from
  distance[from] = 0
  for (let next = 0; next < count; next++) {
    const at = reached[next]!
    for (let tie = start[at]!; tie < start[at + 1]!; tie++) {
      const other = end[tie]!
      if (distance[other]! >= 0) continue
      distance[other] = distance[at]! + 1
      reached[count++] = other
    }
  }
  return distance[reached[count - 1]!]!
}
