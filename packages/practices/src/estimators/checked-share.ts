import type { Draw, Estimate } from '../estimate.ts'

/** So many of so many. */
export interface Part {
  carrying: number
  all: number
}

/**
 * A share whose totals are estimated from checked posts; 0 to 1, `null` of nothing.
 *
 * Replicates have Jeffreys' half success and half failure, each of a mean conversation's size, as `share` has: where all
 * posts were checked and none carries, that is still no certainty about what the institution says.
 */
export function checkedShare(value: Part, replicate: (draw: Draw) => Part, conversations: number): Estimate {
  const priorSize = value.all / conversations
  return {
    value: value.all === 0 ? null : value.carrying / value.all,
    replicate(draw) {
      if (value.all === 0) return null
      const [success, failure] = draw.prior
      const { carrying, all } = replicate(draw)
      return (carrying + success * priorSize) / (all + (success + failure) * priorSize)
    },
    isSkewedByWeights: false,
  }
}
