import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The pieces a network falls into when direction does not matter.',
  why: 'One large piece means news can travel; many mean separate circles or silent accounts.',
  notGoodFor: 'Saying whether people reach each other along the direction of ties.',
}

/** Which component each account is in, and how many accounts each has. Components are numbered by lowest account. */
export interface Components {
  of: Int32Array
  sizes: Int32Array
}

/**
 * Weak components: accounts joined by ties taken either way; an isolate is a component of its own.
 *
 * Union by lower number with path halving, about O(accounts + ties). As networkx `weakly_connected_components`.
 */
export function weakComponents({ accounts, outStart, outTarget }: Network): Components {
  const parent = new Int32Array(accounts)
  for (let account = 0; account < accounts; account++) parent[account] = account
  for (let account = 0; account < accounts; account++) {
    let own = rootOf(account, parent)
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      const other = rootOf(outTarget[tie]!, parent)
      if (own < other) parent[other] = own
      else parent[own] = other
      if (other < own) own = other
    }
  }
  for (let account = 0; account < accounts; account++) parent[account] = rootOf(account, parent)
  return numberedByLowest(parent)
}

function rootOf(account: number, parent: Int32Array): number {
  let at = account
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!
    at = parent[at]!
  }
  return at
}

/** Numbers groups by the first account of each, given one of its accounts as its name. */
export function numberedByLowest(nameOf: Int32Array): Components {
  const numberOf = new Int32Array(nameOf.length).fill(-1)
  const of = new Int32Array(nameOf.length)
  const sizes = new Int32Array(nameOf.length)
  let groups = 0
  for (let account = 0; account < nameOf.length; account++) {
    const name = nameOf[account]!
    if (numberOf[name]! < 0) numberOf[name] = groups++
    of[account] = numberOf[name]!
    sizes[numberOf[name]!]!++
  }
  return { of, sizes: sizes.slice(0, groups) }
}
