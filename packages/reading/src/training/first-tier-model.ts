import { BUCKETS } from '../features/ngram-counts.ts'
import {
  type BucketPosts,
  FEATURE_COLUMNS,
  featureExtractor,
  raritiesOf,
  ruleWeights,
} from '../features/post-features.ts'
import { type Head, isTrainedSignal } from '../head.ts'
import { HEAD_TRAINING } from './head-training.ts'
import { type LogisticModel, trainLogistic } from './logistic-regression.ts'
import { type SparseMatrix, SparseMatrixBuilder } from './sparse-matrix.ts'

const PASSES_MAX = 15
const TOLERANCE = 0.05

/** Chance of the order in which posts are learnt from. */
export const SEED = 'weft reading'

/** The features of posts, a row each, with how rare buckets are taken from `bucketPosts`. O(characters). */
export function featureMatrix(
  texts: readonly string[],
  tokens: readonly (readonly string[])[],
  bucketPosts: BucketPosts,
): { matrix: SparseMatrix; rarities: Uint8Array } {
  const rarities = raritiesOf(bucketPosts)
  const extract = featureExtractor(rarities)
  const builder = new SparseMatrixBuilder(FEATURE_COLUMNS)
  for (const [row, text] of texts.entries()) {
    const { columns, values, size } = extract(text, tokens[row]!)
    for (let i = 0; i < size; i++) builder.add(columns[i]!, values[i]!)
    builder.endRow()
  }
  return { matrix: builder.build(), rarities }
}

/** What a bucket is taken to have weighed among posts of either kind before any was seen. */
const PRIOR = 0.125
/** The stretch of a bucket that says nothing, so that its weight can still be learnt. */
const STRETCH_MIN = 0.05

/** The first tier's model of one head, learnt from some rows, with its rule's share on top. */
export function firstTierModel(
  head: Head,
  matrix: SparseMatrix,
  positive: Uint8Array,
  rows: Uint32Array,
): LogisticModel {
  const { cost, ruleShare } = HEAD_TRAINING[head]
  const stretches = stretchesOf(matrix, positive, rows)
  const values = matrix.values.map((value, entry) => value * stretches[matrix.columns[entry]!]!)
  const options = { cost, passes: PASSES_MAX, tolerance: TOLERANCE, seed: SEED }
  const model = trainLogistic({ ...matrix, values }, positive, rows, options)
  for (const [column, stretch] of stretches.entries()) model.weights[column]! *= stretch
  if (!isTrainedSignal(head)) return model
  for (const [column, logOdds] of ruleWeights(head)) model.weights[column]! += ruleShare * logOdds
  return model
}

/**
 * How far each column is stretched while a head learns, so that a weight costs less where the column by itself tells
 * posts of both kinds apart: the root of its log-ratio among them, n-grams keeping their length over all.
 * Named features keep theirs. Folded into the weights afterwards, so that reading knows nothing of it.
 *
 * After Wang & Manning 2012, aclanthology.org/P12-2018, who stretch by the log-ratio itself; its root did better.
 */
function stretchesOf({ starts, columns, values, width }: SparseMatrix, positive: Uint8Array, rows: Uint32Array) {
  const among = [new Float64Array(width).fill(PRIOR), new Float64Array(width).fill(PRIOR)] as const
  const totals: [number, number] = [0, 0]
  for (const row of rows) {
    const kind = positive[row] ? 1 : 0
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      among[kind][columns[entry]!]! += values[entry]!
      totals[kind] += values[entry]!
    }
  }
  const stretches = new Float64Array(width).fill(1)
  let mass = 0
  let stretched = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const [without, having] = [among[0][bucket]!, among[1][bucket]!]
    const square = STRETCH_MIN + Math.abs(Math.log((having / totals[1]) * (totals[0] / without)))
    stretches[bucket] = Math.sqrt(square)
    mass += having + without - 2 * PRIOR
    stretched += square * (having + without - 2 * PRIOR)
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) stretches[bucket]! *= Math.sqrt(mass / stretched)
  return stretches
}
