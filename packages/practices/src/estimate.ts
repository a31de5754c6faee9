/** One replicate's chance: a weight per cluster, and draws for what no cluster has shown. */
export interface Draw {
  weightOf: (cluster: number) => number
  /** Gamma(1/2) draws: the weights of one half success and one half failure (Jeffreys' prior). */
  prior: readonly [success: number, failure: number]
  /** A further Gamma draw of this shape, from the indicator's own stream. */
  gamma: (shape: number) => number
}

/** A value and its recomputation under other weights. */
export interface Estimate {
  /** `null` where the items say nothing. */
  value: number | null
  replicate: (draw: Draw) => number | null
  /** True where uneven weights bias the replicates, so that they must be moved back onto the value. */
  isSkewedByWeights: boolean
}
