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
  const parent = Int32Array.from({ length: accounts }, (_, account) => account)
  const rootOf = (account: number): number => {
    let at = account
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let account = 0; account < accounts; account++) {
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      const one = rootOf(account)
      const other = rootOf(outTarget[tie]!)
      if (one !== other) parent[Math.max(one, other)] = Math.min(one, other)
    }
  }
  return numberedByLowest(parent.map((_, account) => rootOf(account)))
}

/** Numbers groups, given any name per account, by the first account of each. */
export function numberedByLowest(nameOf: Int32Array): Components {
  const numbers = new Map<number, number>()
  const sizes: number[] = []
  const of = nameOf.map((name) => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    sizes[number] = (sizes[number] ?? 0) + 1
    return number
  })
  return { of, sizes: Int32Array.from(sizes) }
}
