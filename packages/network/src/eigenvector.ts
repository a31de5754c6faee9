import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'Being addressed by accounts that are themselves much addressed.',
  why: 'Shows the core that the well connected agree on.',
  notGoodFor: 'Networks where few ties are returned: it fades to nothing outside the strongly connected core.',
}

/** Both as networkx, whose figures an analyst compares with: what it gives up on has no value here either. */
const ROUNDS_MAX = 100
const CHANGE_PER_ACCOUNT_MAX = 1e-6

/**
 * Left eigenvector centrality per account, unweighted, of Euclidean length 1; 0 to 1.
 *
 * `null` (for the whole network) where the power iteration with networkx's start, shift and tolerance does not settle
 * within 100 rounds, and without accounts. O(rounds x ties). As networkx `eigenvector_centrality`.
 * Source: Bonacich 1987, doi:10.1086/228631.
 */
export function eigenvector({ accounts, inStart, inSource }: Network): Float64Array | null {
  if (accounts === 0) return null
  let value = new Float64Array(accounts).fill(1 / accounts)
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = new Float64Array(accounts)
    let squares = 0
    for (let account = 0; account < accounts; account++) {
      let sum = value[account]!
      for (let tie = inStart[account]!; tie < inStart[account + 1]!; tie++) sum += value[inSource[tie]!]!
      next[account] = sum
      squares += sum * sum
    }
    const length = Math.sqrt(squares)
    let change = 0
    for (let account = 0; account < accounts; account++) {
      next[account]! /= length
      change += Math.abs(next[account]! - value[account]!)
    }
    value = next
    if (change < accounts * CHANGE_PER_ACCOUNT_MAX) return value
  }
  return null
}
