import type { About } from './about.ts'
import type { InOut } from './degree.ts'
import type { Network, Weights } from './network.ts'

export const about: About = {
  what: 'How many interactions somebody sends (out) and receives (in), over all ties.',
  why: 'Shows volume where the degree shows reach.',
  notGoodFor: 'Breadth: a long talk between two looks like a crowd.',
}

/**
 * Sum of the weights of the ties sent (`out`) and received (`in`), per account: interactions, where weights count them.
 * Not normalised, 0 upwards; an isolate has 0 of both. O(accounts + ties).
 * As networkx `in_degree`, `out_degree` with weights. Source: Barrat et al. 2004, doi:10.1073/pnas.0400087101.
 */
export function strength(network: Network): InOut {
  return { in: rowSums(network.inStart, network.inWeight), out: rowSums(network.outStart, network.outWeight) }
}

/** Sum of weights per row of one side. */
export function rowSums(start: Int32Array, weight: Weights): Float64Array {
  const sums = new Float64Array(start.length - 1)
  for (let account = 0; account < sums.length; account++) {
    let sum = 0
    for (let tie = start[account]!; tie < start[account + 1]!; tie++) sum += weight[tie]!
    sums[account] = sum
  }
  return sums
}
