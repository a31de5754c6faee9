import type { ScoredPost } from './signal-measurement.ts'

/** Turns a head's raw log-odds into calibrated ones: `slope * logOdds + intercept`. */
export interface Calibration {
  slope: number
  intercept: number
}

const NEWTON_STEPS = 50
const CONVERGED = 1e-10

/**
 * Platt scaling: the logistic curve that fits log-odds, made by models that had not seen them, to the labels.
 *
 * Targets are drawn in a little, by one post of either kind, so that a set told apart perfectly has finite slopes.
 * O(posts × steps). Source: Platt 1999; Lin, Lin & Weng 2007, doi:10.1007/s10994-007-5018-6.
 */
export function calibrate(logOdds: readonly number[], positive: readonly boolean[]): Calibration {
  const positives = positive.filter(Boolean).length
  const yes = (positives + 1) / (positives + 2)
  const no = 1 / (positive.length - positives + 2)
  let slope = 1
  let intercept = 0
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const sums = { slope: 0, intercept: 0, curveSlope: 1e-12, curveBoth: 0, curveIntercept: 1e-12 }
    for (let i = 0; i < logOdds.length; i++) {
      const value = logOdds[i]!
      const probability = 1 / (1 + Math.exp(-(slope * value + intercept)))
      const wrong = probability - (positive[i] ? yes : no)
      const spread = probability * (1 - probability)
      sums.slope += wrong * value
      sums.intercept += wrong
      sums.curveSlope += spread * value * value
      sums.curveBoth += spread * value
      sums.curveIntercept += spread
    }
    const determinant = sums.curveSlope * sums.curveIntercept - sums.curveBoth * sums.curveBoth
    if (!(determinant > 1e-9)) break
    const slopeStep = (sums.curveIntercept * sums.slope - sums.curveBoth * sums.intercept) / determinant
    const interceptStep = (sums.curveSlope * sums.intercept - sums.curveBoth * sums.slope) / determinant
    slope -= slopeStep
    intercept -= interceptStep
    if (Math.abs(slopeStep) + Math.abs(interceptStep) < CONVERGED) break
  }
  return { slope, intercept }
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
