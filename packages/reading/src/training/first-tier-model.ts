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

/** The first tier's model of one head, learnt from some rows, with its rule's share on top. */
export function firstTierModel(
  head: Head,
  matrix: SparseMatrix,
  positive: Uint8Array,
  rows: Uint32Array,
): LogisticModel {
  const { cost, ruleShare } = HEAD_TRAINING[head]
  const options = { cost, passes: PASSES_MAX, tolerance: TOLERANCE, seed: SEED }
  const model = trainLogistic(matrix, positive, rows, options)
  if (!isTrainedSignal(head)) return model
  for (const [column, logOdds] of ruleWeights(head)) model.weights[column]! += ruleShare * logOdds
  return model
}
