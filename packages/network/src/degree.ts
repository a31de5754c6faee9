import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'How many distinct accounts somebody addresses (out) and is addressed by (in).',
  why: 'The plainest view of who takes part and who is sought out.',
  notGoodFor: 'Depth: one mention counts as much as ninety.',
}

export interface InOut {
  in: Float64Array
  out: Float64Array
}

/**
 * Number of distinct accounts addressed (`out`) and addressed by (`in`), per account; unweighted, not normalised.
 * 0 to accounts - 1; an isolate has 0 of both, which is known, not absent. O(accounts).
 * As networkx `in_degree`, `out_degree`. Source: Wasserman & Faust 1994, p. 126.
 */
export function degree(network: Network): InOut {
  return { in: rowLengths(network.inStart), out: rowLengths(network.outStart) }
}

function rowLengths(start: Int32Array): Float64Array {
  const lengths = new Float64Array(start.length - 1)
  for (let account = 0; account < lengths.length; account++) lengths[account] = start[account + 1]! - start[account]!
  return lengths
}
