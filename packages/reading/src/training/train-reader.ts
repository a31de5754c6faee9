import { createHash } from 'node:crypto'
import { BucketPosts } from '../features/post-features.ts'
import { HEADS, type Head } from '../head.ts'
import type { HeadQuality } from '../manifest.ts'
import { tokensOfPost } from '../post-tokens.ts'
import { encodeWeights } from '../weights.ts'
import { crossFit, type LoadedSet, teaches, trainingPost } from './cross-fit.ts'
import { featureMatrix, firstTierModel, SEED } from './first-tier-model.ts'
import { calibrationOf, qualityOfHead } from './head-quality.ts'
import { textAsPosted } from './labelled-set.ts'
import { calibrated, type LogisticModel, logOddsOfRow } from './logistic-regression.ts'
import { quantise } from './quantise.ts'

export interface TrainedReader {
  weights: Uint8Array
  /** SHA-256 of `weights`, hexadecimal. */
  sha256: string
  seed: string
  heads: Partial<Record<Head, HeadQuality>>
}

/**
 * Trains every head that the sets teach, and measures it.
 *
 * Weights learn from all posts of the sets that ship. What is stated of them comes from models of four fifths, each
 * scoring the fifth it did not see: calibration and thresholds from the tuning half of those scores, figures from the held-out
 * half, which the cues were never made with sight of. A set that must not ship is only measured on, by the final weights.
 *
 * Same sets in the same order: the same bytes. O(heads × folds × entries); the public sets take about a minute and 0.5 GB.
 *
 * @throws {TooFewPosts} where a head cannot be measured on what teaches it.
 */
export function trainReader(
  loaded: readonly LoadedSet[],
  onHead: (head: Head) => void = () => undefined,
): TrainedReader {
  const rows = loaded.flatMap(({ set, posts }) => posts.map((post) => ({ set, post })))
  const texts = rows.map(({ post }) => textAsPosted(post.text))
  const tokens = texts.map(tokensOfPost)
  const bucketPosts = new BucketPosts()
  rows.forEach(({ set }, row) => {
    if (set.ships) bucketPosts.add(tokens[row]!)
  })
  const { matrix, rarities } = featureMatrix(texts, tokens, bucketPosts)
  const qualities: TrainedReader['heads'] = {}
  const models = new Map<Head, LogisticModel>()
  for (const head of HEADS) {
    if (!loaded.some(({ set }) => teaches(set, head))) continue
    onHead(head)
    const labelled = rows.flatMap(({ set, post }, row) => {
      const found = trainingPost(set, post, head)
      return found === null ? [] : [{ ...found, row }]
    })
    const positive = Uint8Array.from(rows, ({ post }) => (post.labels[head] ? 1 : 0))
    const { model, scores } = crossFit(
      labelled,
      (places) =>
        firstTierModel(
          head,
          matrix,
          positive,
          places.map((place) => labelled[place]!.row),
        ),
      (model, place) => logOddsOfRow(matrix, labelled[place]!.row, model),
    )
    const calibration = calibrationOf(head, labelled, scores)
    models.set(head, calibrated(model, calibration))
    qualities[head] = qualityOfHead(head, labelled, scores, calibration)
  }
  const weights = encodeWeights(quantise(models, rarities))
  return { weights, sha256: createHash('sha256').update(weights).digest('hex'), seed: SEED, heads: qualities }
}
