import { seededRandom } from '@weft/model/seeded-random'
import type { Calibration } from './calibration.ts'
import type { SparseMatrix } from './sparse-matrix.ts'

/** A linear model of log-odds: `bias + weights · features`. */
export interface LogisticModel {
  weights: Float64Array
  bias: number
}

export interface TrainingOptions {
  /** Upper bound of a row's dual variable: the larger, the closer to the labels and the less shrunk. */
  cost: number
  /** Passes over the rows at most. */
  passes: number
  /** Training ends when no dual variable moved the objective's gradient by more than this in a pass. */
  tolerance: number
  seed: string
  /** Log-odds that are known of each row of the matrix beforehand, which the weights only correct; none where absent. */
  offsets?: Float64Array
}

const NEWTON_STEPS_MAX = 30

/**
 * L2-regularised logistic regression by coordinate descent on the dual, the rows named in `chosen` only.
 *
 * Minimises ½‖w‖² + cost · Σ log(1 + exp(−y·(offset + w·x))). Same rows, labels, options: the same weights to the last bit.
 * O(passes × entries) time, O(rows + columns) memory. Source: Yu, Huang & Lin 2011, doi:10.1007/s10994-010-5221-8.
 */
export function trainLogistic(
  { starts, columns, values, width }: SparseMatrix,
  positive: Uint8Array,
  chosen: Uint32Array,
  { cost, passes, tolerance, seed, offsets }: TrainingOptions,
): LogisticModel {
  const weights = new Float64Array(width)
  let bias = 0
  const rows = chosen.length
  const norms = new Float64Array(rows)
  const alphas = new Float64Array(rows)
  const others = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const row = chosen[i]!
    const alpha = Math.min(0.001 * cost, 1e-8)
    alphas[i] = alpha
    others[i] = cost - alpha
    const sign = positive[row] ? 1 : -1
    // The bias is a feature of 1 that every row has.
    let norm = 1
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const value = values[entry]!
      norm += value * value
      weights[columns[entry]!]! += sign * alpha * value
    }
    bias += sign * alpha
    norms[i] = norm
  }

  const order = Uint32Array.from({ length: rows }, (_, i) => i)
  const random = seededRandom(seed)
  let innerTolerance = 0.01
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random)
    let worst = 0
    let newtonSteps = 0
    for (let place = 0; place < rows; place++) {
      const i = order[place]!
      const row = chosen[i]!
      const sign = positive[row] ? 1 : -1
      let product = bias + (offsets?.[row] ?? 0)
      for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
        product += weights[columns[entry]!]! * values[entry]!
      }
      const norm = norms[i]!
      const slope = product * sign
      // Of the two dual variables that add up to the cost, the one that moves away from 0 is solved for.
      const solvesOther = 0.5 * norm * (others[i]! - alphas[i]!) + slope <= 0
      const from = solvesOther ? others[i]! : alphas[i]!
      const uphill = solvesOther ? -slope : slope
      let z = cost - from < 0.5 * cost ? 0.1 * from : from
      let gradient = norm * (z - from) + uphill + Math.log(z / (cost - z))
      worst = Math.max(worst, Math.abs(gradient))
      let steps = 0
      while (steps <= NEWTON_STEPS_MAX && Math.abs(gradient) >= innerTolerance) {
        const next = z - gradient / (norm + cost / (z * (cost - z)))
        z = next <= 0 ? 0.1 * z : next
        gradient = norm * (z - from) + uphill + Math.log(z / (cost - z))
        steps++
        newtonSteps++
      }
      if (steps > 0) {
        const alphaBefore = alphas[i]!
        alphas[i] = solvesOther ? cost - z : z
        others[i] = solvesOther ? z : cost - z
        const change = sign * (alphas[i] - alphaBefore)
        for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
          weights[columns[entry]!]! += change * values[entry]!
        }
        bias += change
      }
    }
    if (worst < tolerance) break
    if (newtonSteps <= rows / 10) innerTolerance = Math.max(1e-8, 0.1 * innerTolerance)
  }
  return { weights, bias }
}

/** The log-odds of one row. O(entries of the row). */
export function logOddsOfRow(
  { starts, columns, values }: SparseMatrix,
  row: number,
  { weights, bias }: LogisticModel,
): number {
  let logOdds = bias
  for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
    logOdds += weights[columns[entry]!]! * values[entry]!
  return logOdds
}

/** The model with its log-odds calibrated: one more line through them, so it becomes part of the weights. */
export function calibrated({ weights, bias }: LogisticModel, { slope, intercept }: Calibration): LogisticModel {
  return { weights: weights.map((weight) => slope * weight), bias: slope * bias + intercept }
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    ;[order[i], order[other]] = [order[other]!, order[i]!]
  }
}
