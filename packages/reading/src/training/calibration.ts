import type { ScoredPost } from './signal-measurement.ts'

/** Turns a head's raw log-odds into calibrated ones: `slope * logOdds + intercept`. */
export interface Calibration {
  slope: number
  intercept: number
}

const STEPS_MAX = 100
const HALVINGS_MAX = 40
/** Keeps a curve that is flat in one direction from making a step endless. */
const CURVATURE_MIN = 1e-12
const CONVERGED = 1e-10

/**
 * Platt scaling: the logistic curve that fits log-odds, made by models that had not seen them, to the labels.
 *
 * Targets are drawn in a little, by one post of either kind, so that a set told apart perfectly has finite slopes. Newton's
 * steps from a flat curve, each halved until it helps: full ones run away where posts are told apart well.
 * O(posts × steps). Source: Platt 1999; Lin, Lin & Weng 2007, doi:10.1007/s10994-007-5018-6.
 */
export function calibrate(logOdds: readonly number[], positive: readonly boolean[]): Calibration {
  const positives = positive.filter(Boolean).length
  const others = positive.length - positives
  const targets = positive.map((is) => (is ? (positives + 1) / (positives + 2) : 1 / (others + 2)))
  let curve: Calibration = { slope: 0, intercept: Math.log((positives + 1) / (others + 1)) }
  let loss = lossOf(curve, logOdds, targets)
  for (let step = 0; step < STEPS_MAX; step++) {
    const full = newtonStep(curve, logOdds, targets)
    let scale = 1
    let next = curve
    let nextLoss = Number.POSITIVE_INFINITY
    for (let halving = 0; halving < HALVINGS_MAX && !(nextLoss < loss); halving++, scale /= 2) {
      next = { slope: curve.slope - scale * full.slope, intercept: curve.intercept - scale * full.intercept }
      nextLoss = lossOf(next, logOdds, targets)
    }
    if (!(nextLoss < loss)) break
    const moved = Math.abs(next.slope - curve.slope) + Math.abs(next.intercept - curve.intercept)
    curve = next
    loss = nextLoss
    if (moved < CONVERGED) break
  }
  return curve
}

/** The negative log-likelihood of soft targets: log(1 + e^z) - target · z, without overflow. */
function lossOf({ slope, intercept }: Calibration, logOdds: readonly number[], targets: readonly number[]): number {
  let loss = 0
  for (const [i, target] of targets.entries()) {
    const z = slope * logOdds[i]! + intercept
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z
  }
  return loss
}

function newtonStep({ slope, intercept }: Calibration, logOdds: readonly number[], targets: readonly number[]) {
  const sums = { slope: 0, intercept: 0, curveSlope: CURVATURE_MIN, curveBoth: 0, curveIntercept: CURVATURE_MIN }
  for (const [i, target] of targets.entries()) {
    const value = logOdds[i]!
    const probability = 1 / (1 + Math.exp(-(slope * value + intercept)))
    const wrong = probability - target
    const spread = probability * (1 - probability)
    sums.slope += wrong * value
    sums.intercept += wrong
    sums.curveSlope += spread * value * value
    sums.curveBoth += spread * value
    sums.curveIntercept += spread
  }
  const determinant = sums.curveSlope * sums.curveIntercept - sums.curveBoth * sums.curveBoth
  return {
    slope: (sums.curveIntercept * sums.slope - sums.curveBoth * sums.intercept) / determinant,
    intercept: (sums.curveSlope * sums.intercept - sums.curveBoth * sums.slope) / determinant,
  }
}

const BINS = 10

/**
 * Expected calibration error: how far probabilities are from the share of positives among posts that were given them,
 * in ten bins of equal width, weighed by posts. 0 is perfect. Source: Naeini, Cooper & Hauskrecht 2015.
 */
export function calibrationError(posts: readonly ScoredPost[]): number {
  const bins = Array.from({ length: BINS }, () => ({ probabilities: 0, positives: 0 }))
  for (const { probability, positive } of posts) {
    const bin = bins[Math.min(BINS - 1, Math.floor(BINS * probability))]!
    bin.probabilities += probability
    bin.positives += positive ? 1 : 0
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.probabilities - bin.positives), 0) / posts.length
}
