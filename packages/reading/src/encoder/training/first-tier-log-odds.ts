import {
  BucketPosts,
  FEATURE_COLUMNS,
  featureExtractor,
  raritiesOf,
  ruleWeights,
} from '../../features/post-features.ts'
import { type Head, TRAINED_SIGNALS } from '../../head.ts'
import { tokensOfPost } from '../../post-tokens.ts'
import { FOLDS } from '../../training/folds.ts'
import { HEAD_TRAINING } from '../../training/head-training.ts'
import { textAsPosted } from '../../training/labelled-set.ts'
import { logOddsOfRow, trainLogistic } from '../../training/logistic-regression.ts'
import { type SparseMatrix, SparseMatrixBuilder } from '../../training/sparse-matrix.ts'
import { scoredOutOfFold, type TrainingPost } from './out-of-fold.ts'

/** As in the first tier's own training. */
const OPTIONS = { passes: 15, tolerance: 0.05, seed: 'weft reading' }

/**
 * What the first tier would say of posts it did not learn from, as raw log-odds: of a post that teaches the head, a model of the
 * other folds; of every other post, a model of all that teach.
 *
 * The second tier learns from these and not from the first tier's readings: of posts it learnt from, the first tier is
 * surer than it has a right to be, and the second would trust it too much. O(folds × entries).
 */
export function firstTierLogOdds(head: Head, posts: readonly TrainingPost[]): Float64Array {
  const { cost, ruleShare } = HEAD_TRAINING[head]
  const matrix = featuresOf(posts)
  const positive = Uint8Array.from(posts, (post) => (post.isPositive ? 1 : 0))
  return scoredOutOfFold(posts, FOLDS, (from) => {
    const { weights, bias } = trainLogistic(matrix, positive, from, { ...OPTIONS, cost })
    for (const [column, logOdds] of rulesOf(head)) weights[column]! += ruleShare * logOdds
    return (row) => logOddsOfRow(matrix, row, { weights, bias })
  })
}

function rulesOf(head: Head): ReturnType<typeof ruleWeights> {
  const signal = TRAINED_SIGNALS.find((each) => each === head)
  return signal === undefined ? [] : ruleWeights(signal)
}

function featuresOf(posts: readonly TrainingPost[]): SparseMatrix {
  const texts = posts.map(({ post }) => textAsPosted(post.text))
  const tokens = texts.map(tokensOfPost)
  const bucketPosts = new BucketPosts()
  for (const [row, { teaches }] of posts.entries()) if (teaches) bucketPosts.add(tokens[row]!)
  const extract = featureExtractor(raritiesOf(bucketPosts))
  const builder = new SparseMatrixBuilder(FEATURE_COLUMNS)
  for (const [row, text] of texts.entries()) {
    const { columns, values, size } = extract(text, tokens[row]!)
    for (let i = 0; i < size; i++) builder.add(columns[i]!, values[i]!)
    builder.endRow()
  }
  return builder.build()
}
