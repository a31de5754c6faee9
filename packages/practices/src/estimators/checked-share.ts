import type { Draw, Estimate } from '../estimate.ts'

/** So many of so many. */
export interface Part {
  carrying: number
  all: number
}

/**
 * A share whose totals are estimated from checked posts; 0 to 1, `null` of nothing.
 *
 * Replicates have Jeffreys' half success and half failure, as `share` has: where posts were checked and none carries, that is
 * still no certainty. Each is as large as what one of so many `independent` ones stands for: conversations, or checked posts
 * where those are fewer.
 */
export function checkedShare(value: Part, replicate: (draw: Draw) => Part, independent: number): Estimate {
  const priorSize = value.all / independent
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
