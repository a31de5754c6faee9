import { BucketPosts } from '../../features/post-features.ts'
import type { Head } from '../../head.ts'
import { tokensOfPost } from '../../post-tokens.ts'
import { crossFit, type TrainingPost } from '../../training/cross-fit.ts'
import { featureMatrix, firstTierModel } from '../../training/first-tier-model.ts'
import { textAsPosted } from '../../training/labelled-set.ts'
import { logOddsOfRow } from '../../training/logistic-regression.ts'

/**
 * What the first tier would say of posts it did not learn from, as raw log-odds: of a post that teaches the head, a model of the
 * other folds; of every other post, a model of all that teach.
 *
 * The second tier learns from these and not from the first tier's readings: of posts it learnt from, the first tier is
 * surer than it has a right to be, and the second would trust it too much. O(folds × entries).
 */
export function firstTierLogOdds(head: Head, posts: readonly TrainingPost[]): Float64Array {
  const texts = posts.map(({ post }) => textAsPosted(post.text))
  const tokens = texts.map(tokensOfPost)
  const bucketPosts = new BucketPosts()
  for (const [row, { teaches }] of posts.entries()) if (teaches) bucketPosts.add(tokens[row]!)
  const { matrix } = featureMatrix(texts, tokens, bucketPosts)
  const positive = Uint8Array.from(posts, (post) => (post.isPositive ? 1 : 0))
  return crossFit(
    posts,
    (rows) => firstTierModel(head, matrix, positive, rows),
    (model, row) => logOddsOfRow(matrix, row, model),
  ).scores
}
