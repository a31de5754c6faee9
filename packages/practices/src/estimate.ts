import type { ClusterParts } from './cluster-parts.ts'

/** One replicate's chance beside the weights of clusters: what no cluster has shown. */
export interface Chance {
  /** Gamma(1/2) draws: the weights of one half success and one half failure (Jeffreys' prior). */
  prior: readonly [success: number, failure: number]
  /** Which of the replicates it is, from 0. */
  replicate: number
  /** A further Gamma draw of this shape, from the indicator's own stream. */
  gamma: (shape: number) => number
}

/** A value and its recomputation under other weights of clusters, which reach it through totals alone. */
export interface Estimate {
  /** `null` where the items say nothing. */
  value: number | null
  /** What each cluster adds to the totals. */
  parts: ClusterParts
  /** The value of a replicate, from totals in which each cluster counts what it weighs. */
  replicate: (totals: Float64Array, chance: Chance) => number | null
  /** True where uneven weights bias the replicates, so that they must be moved back onto the value. */
  isSkewedByWeights: boolean
}
