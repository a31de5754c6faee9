import { createHash } from 'node:crypto'
import { BucketPosts, FEATURE_COLUMNS, featureExtractor, raritiesOf, ruleWeights } from '../features/post-features.ts'
import { HEADS, type Head, TRAINED_SIGNALS } from '../head.ts'
import type { HeadQuality } from '../manifest.ts'
import { tokensOfPost } from '../post-tokens.ts'
import { probabilityOf } from '../scorer.ts'
import { encodeWeights } from '../weights.ts'
import { type Calibration, calibrate } from './calibration.ts'
import { FOLDS, foldOf } from './folds.ts'
import { HEAD_TRAINING } from './head-training.ts'
import { isHeldOut } from './held-out-half.ts'
import { type LabelledPost, type LabelledSet, textAsPosted } from './labelled-set.ts'
import { type LogisticModel, logOddsOfRow, trainLogistic } from './logistic-regression.ts'
import { quantise } from './quantise.ts'
import { confusionAt, measureSignal, type ScoredPost, toFourDecimals } from './signal-measurement.ts'
import { thresholdsFrom } from './signal-thresholds.ts'
import { type SparseMatrix, SparseMatrixBuilder } from './sparse-matrix.ts'

/** A set with its posts, in the order of its files. */
export interface LoadedSet {
  set: LabelledSet
  posts: readonly LabelledPost[]
}

export interface TrainedReader {
  weights: Uint8Array
  /** SHA-256 of `weights`, hexadecimal. */
  sha256: string
  seed: string
  heads: Partial<Record<Head, HeadQuality>>
}

const PASSES_MAX = 15
const TOLERANCE = 0.05
const SEED = 'weft reading'

/**
 * Trains every head that the sets teach, and measures it.
 *
 * Weights learn from all posts of the sets that ship. What is stated of them comes from models of four fifths, each
 * scoring the fifth it did not see: calibration and thresholds from the tuning half of those scores, figures from the held-out
 * half, which the cues were never made with sight of. A set that must not ship is only measured on, by the final weights.
 *
 * Same sets in the same order: the same bytes. O(heads × folds × entries); the public sets take about two minutes and 1 GB.
 */
export function trainReader(
  loaded: readonly LoadedSet[],
  onHead: (head: Head) => void = () => undefined,
): TrainedReader {
  const rows = loaded.flatMap(({ set, posts }) => posts.map((post) => ({ set, post })))
  const tokens = rows.map(({ post }) => tokensOfPost(textAsPosted(post.text)))
  const bucketPosts = new BucketPosts()
  rows.forEach(({ set }, row) => {
    if (set.ships) bucketPosts.add(tokens[row]!)
  })
  const rarities = raritiesOf(bucketPosts)
  const corpus: Corpus = {
    rows,
    matrix: featuresOf(rows, tokens, rarities),
    folds: Uint8Array.from(rows, ({ set, post }) => foldOf(set, post)),
    heldOut: rows.map(({ post }) => isHeldOut(post.text)),
  }
  const qualities: TrainedReader['heads'] = {}
  const models = new Map<Head, LogisticModel>()
  for (const head of HEADS) {
    if (!rows.some(({ set, post }) => teaches(set, head) && post.labels[head] !== undefined)) continue
    onHead(head)
    const { model, quality } = trainHead(head, corpus)
    models.set(head, model)
    qualities[head] = quality
  }
  const weights = encodeWeights(quantise(models, rarities))
  return { weights, sha256: createHash('sha256').update(weights).digest('hex'), seed: SEED, heads: qualities }
}

interface Corpus {
  rows: readonly { set: LabelledSet; post: LabelledPost }[]
  matrix: SparseMatrix
  folds: Uint8Array
  heldOut: readonly boolean[]
}

function teaches(set: LabelledSet, head: Head): boolean {
  return set.ships && set.labels[head] !== undefined && !set.onlyMeasures?.includes(head)
}

function featuresOf(
  rows: readonly { post: LabelledPost }[],
  tokens: readonly string[][],
  rarities: Uint8Array,
): SparseMatrix {
  const extract = featureExtractor(rarities)
  const builder = new SparseMatrixBuilder(FEATURE_COLUMNS)
  rows.forEach(({ post }, row) => {
    const { columns, values, size } = extract(textAsPosted(post.text), tokens[row]!)
    for (let i = 0; i < size; i++) builder.add(columns[i]!, values[i]!)
    builder.endRow()
  })
  return builder.build()
}

function trainHead(head: Head, corpus: Corpus): { model: LogisticModel; quality: HeadQuality } {
  const { rows, matrix, folds } = corpus
  const { cost, recallMin, ruleShare, calibratedOn } = HEAD_TRAINING[head]
  const positive = Uint8Array.from(rows, ({ post }) => (post.labels[head] ? 1 : 0))
  const labelled = rows.flatMap(({ post }, row) => (post.labels[head] === undefined ? [] : [row]))
  const learnt = labelled.filter((row) => teaches(rows[row]!.set, head))
  const options = { cost, passes: PASSES_MAX, tolerance: TOLERANCE, seed: SEED }
  const train = (from: readonly number[]) =>
    withRule(trainLogistic(matrix, positive, Uint32Array.from(from), options), head, ruleShare)

  const logOdds = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const scored = learnt.filter((row) => folds[row] === fold)
    if (scored.length === 0) continue
    const model = train(learnt.filter((row) => folds[row] !== fold))
    for (const row of scored) logOdds[row] = logOddsOfRow(matrix, row, model)
  }
  const model = train(learnt)
  for (const row of labelled) {
    if (!teaches(rows[row]!.set, head)) logOdds[row] = logOddsOfRow(matrix, row, model)
  }

  const isTuning = (row: number) => calibratedOn === undefined || rows[row]!.set.name === calibratedOn
  const tuning = learnt.filter((row) => !corpus.heldOut[row] && isTuning(row))
  const calibration = calibrate(
    tuning.map((row) => logOdds[row]!),
    tuning.map((row) => positive[row] === 1),
  )
  const scored = (row: number): ScoredPost => ({
    probability: probabilityOf(calibration.slope * logOdds[row]! + calibration.intercept),
    positive: positive[row] === 1,
  })
  const thresholds = thresholdsFrom(tuning.map(scored), recallMin)
  const heldOut = labelled.filter((row) => corpus.heldOut[row])
  const ofLearnt = confusionAt(thresholds.usual, heldOut.filter((row) => teaches(rows[row]!.set, head)).map(scored))
  const sets = [...new Set(labelled.map((row) => rows[row]!.set))]
  return {
    model: calibrated(model, calibration),
    quality: {
      learntFrom: sets
        .filter((set) => teaches(set, head))
        .map(({ name }) => {
          const from = learnt.filter((row) => rows[row]!.set.name === name)
          return { set: name, posts: from.length, positives: from.filter((row) => positive[row] === 1).length }
        }),
      thresholds,
      truePositiveRate: toFourDecimals(ofLearnt.truePositives / (ofLearnt.truePositives + ofLearnt.falseNegatives)),
      falsePositiveRate: toFourDecimals(ofLearnt.falsePositives / (ofLearnt.falsePositives + ofLearnt.trueNegatives)),
      measured: sets.map((set) =>
        measureSignal(set, thresholds.usual, heldOut.filter((row) => rows[row]!.set === set).map(scored)),
      ),
    },
  }
}

/** The model's log-odds with `share` of the rule's on top. */
function withRule({ weights, bias }: LogisticModel, head: Head, share: number): LogisticModel {
  const blended = weights.slice()
  if (!isSignal(head)) return { weights, bias }
  for (const [column, logOdds] of ruleWeights(head)) blended[column]! += share * logOdds
  return { weights: blended, bias }
}

/** Calibration is one more line through the log-odds, so it becomes part of the weights. */
function calibrated({ weights, bias }: LogisticModel, { slope, intercept }: Calibration): LogisticModel {
  return { weights: weights.map((weight) => slope * weight), bias: slope * bias + intercept }
}

function isSignal(head: Head): head is (typeof TRAINED_SIGNALS)[number] {
  return (TRAINED_SIGNALS as readonly Head[]).includes(head)
}
