import type { ClusterParts } from '../cluster-parts.ts'
import type { Chance, Estimate } from '../estimate.ts'

/** So many of so many. */
export interface Part {
  carrying: number
  all: number
}

/** So many of so many, and the same under other weights of clusters: as an `Estimate`. */
export interface PartEstimate {
  value: Part
  parts: ClusterParts
  replicate: (totals: Float64Array, chance: Chance) => Part
}

/**
 * A share whose totals are estimated from checked posts; 0 to 1, `null` of nothing.
 *
 * Replicates have Jeffreys' half success and half failure, as `share` has: where posts were checked and none carries, that is
 * still no certainty. Each is as large as what one of so many `independent` ones stands for: conversations, or checked posts
 * where those are fewer.
 */
export function checkedShare({ value, parts, replicate }: PartEstimate, independent: number): Estimate {
  const priorSize = value.all / independent
  return {
    value: value.all === 0 ? null : value.carrying / value.all,
    parts,
    replicate(totals, chance) {
      if (value.all === 0) return null
      const [success, failure] = chance.prior
      const { carrying, all } = replicate(totals, chance)
      return (carrying + success * priorSize) / (all + (success + failure) * priorSize)
    },
    isSkewedByWeights: false,
  }
}
