import { createHash } from 'node:crypto'
import type { Head } from '../../head.ts'
import type { HeadQuality } from '../../manifest.ts'
import { crossFit, type LoadedSet, type TrainingPost, trainingPost } from '../../training/cross-fit.ts'
import { setsLearntFrom } from '../../training/documents.ts'
import { calibrationOf, qualityOfHead } from '../../training/head-quality.ts'
import { textAsPosted } from '../../training/labelled-set.ts'
import { calibrated, type LogisticModel, logOddsOfRow, trainLogistic } from '../../training/logistic-regression.ts'
import { type SparseMatrix, SparseMatrixBuilder } from '../../training/sparse-matrix.ts'
import { encodeSecondHeads, type SecondHeads } from '../second-heads.ts'
import type { SecondManifest, SecondTierFile } from '../second-manifest.ts'
import { EMBEDDING_LENGTH, type SentenceEncoder } from '../sentence-encoder.ts'
import { sentenceText } from '../sentence-text.ts'
import { firstTierLogOdds } from './first-tier-log-odds.ts'

/**
 * Where both tiers together order posts clearly better than the first alone, and no worse on sets they did not learn from.
 *
 * Not among them: thanks, apology and self-promotion lie in their words; `personal` gains in its own set and loses more elsewhere.
 */
export const SECOND_HEADS = [
  'difficulty',
  'asks',
  'question',
  'stance',
  'praise_of_other',
  'toxic',
  'emotional_disclosure',
  'emotional_support',
] as const satisfies readonly Head[]

/** The encoder reads English only. */
const LANGUAGE = 'en'

/** How closely the weights follow the labels: found by cross-validation; five times more or less changes little. */
const COST = 0.05
/** Numbers of an embedding are 0.04 in the mean; scaled, a weight of theirs is shrunk less than the first tier's. */
const EMBEDDING_SCALE = 4
const PASSES_MAX = 15
const TOLERANCE = 0.05
const SEED = 'weft reading, second tier'
const LARGEST = 127

export interface TrainedSecondTier {
  heads: SecondHeads
  manifest: SecondManifest
  /** The whole tier as it ships. */
  file: SecondTierFile
}

/**
 * Trains every head of the second tier that the sets teach, and measures it as the first tier is measured: by models of four
 * fifths on the fifth they did not see, thresholds and calibration from one half of the texts, figures from the other.
 *
 * `first` is the version of the first tier trained from the same sets: the heads fit no other. Same sets in the same order,
 * same encoder: the same bytes. With the public sets about twelve minutes, most of it embedding, and 1.5 GB. Sets in other
 * languages are left out. `onWork` is told what is begun.
 */
export async function trainSecondTier(
  loaded: readonly LoadedSet[],
  encoder: SentenceEncoder,
  first: string,
  onWork: (what: Head | 'embedding') => void = () => undefined,
): Promise<TrainedSecondTier> {
  const english = loaded.filter(({ set }) => set.language === LANGUAGE && SECOND_HEADS.some((head) => set.labels[head]))
  onWork('embedding')
  const embeddings = await embeddingsOf(english, encoder)
  const models = new Map<Head, LogisticModel>()
  const qualities: SecondManifest['heads'] = {}
  for (const head of SECOND_HEADS) {
    const posts = postsOfHead(head, english).filter((post) => embeddings.has(sentenceOf(post)))
    if (!posts.some(({ teaches }) => teaches)) continue
    onWork(head)
    const { model, quality } = trainHead(head, posts, embeddings)
    models.set(head, model)
    qualities[head] = quality
  }
  const heads = quantised(models)
  const weights = encodeSecondHeads(heads)
  const manifest: SecondManifest = {
    sha256: createHash('sha256').update(weights).digest('hex'),
    encoder: encoder.version,
    first,
    seed: SEED,
    sets: setsLearntFrom(english, qualities),
    heads: qualities,
  }
  return { heads, manifest, file: { ...manifest, weights: Buffer.from(weights).toString('base64') } }
}

async function embeddingsOf(
  loaded: readonly LoadedSet[],
  encoder: SentenceEncoder,
): Promise<ReadonlyMap<string, Float32Array>> {
  const sentences = [...new Set(loaded.flatMap(({ posts }) => posts.map((post) => sentenceOf({ post }))))]
  const said = sentences.filter((sentence) => sentence !== '')
  const embedded = await encoder.embed(said)
  return new Map(said.map((sentence, place) => [sentence, embedded[place]!]))
}

function sentenceOf({ post }: Pick<TrainingPost, 'post'>): string {
  return sentenceText(textAsPosted(post.text))
}

function postsOfHead(head: Head, loaded: readonly LoadedSet[]): TrainingPost[] {
  return loaded.flatMap(({ set, posts }) => posts.flatMap((post) => trainingPost(set, post, head) ?? []))
}

function trainHead(
  head: Head,
  posts: readonly TrainingPost[],
  embeddings: ReadonlyMap<string, Float32Array>,
): { model: LogisticModel; quality: HeadQuality } {
  const raw = firstTierLogOdds(head, posts)
  const ofFirst = calibrationOf(head, posts, raw)
  const matrix = featuresOf(
    posts,
    embeddings,
    raw.map((logOdds) => ofFirst.slope * logOdds + ofFirst.intercept),
  )
  const positive = Uint8Array.from(posts, ({ isPositive }) => (isPositive ? 1 : 0))
  const options = { cost: COST, passes: PASSES_MAX, tolerance: TOLERANCE, seed: SEED }
  const { model, scores } = crossFit(
    posts,
    (rows) => trainLogistic(matrix, positive, rows, options),
    (model, row) => logOddsOfRow(matrix, row, model),
  )
  const calibration = calibrationOf(head, posts, scores)
  return { model: calibrated(model, calibration), quality: qualityOfHead(head, posts, scores, calibration) }
}

/** A row per post: its embedding, then what the first tier says of it. */
function featuresOf(
  posts: readonly TrainingPost[],
  embeddings: ReadonlyMap<string, Float32Array>,
  firstLogOdds: Float64Array,
): SparseMatrix {
  const builder = new SparseMatrixBuilder(EMBEDDING_LENGTH + 1)
  for (const [row, post] of posts.entries()) {
    const embedding = embeddings.get(sentenceOf(post))!
    for (let place = 0; place < EMBEDDING_LENGTH; place++) builder.add(place, EMBEDDING_SCALE * embedding[place]!)
    builder.add(EMBEDDING_LENGTH, firstLogOdds[row]!)
    builder.endRow()
  }
  return builder.build()
}

/** Cuts the weights of embeddings down to a byte each. */
function quantised(models: ReadonlyMap<Head, LogisticModel>): SecondHeads {
  const heads = [...models.keys()]
  const all = [...models.values()]
  const ofEmbedding = all.map(({ weights }) =>
    Float64Array.from(weights.subarray(0, EMBEDDING_LENGTH), (weight) => EMBEDDING_SCALE * weight),
  )
  const units = Float32Array.from(ofEmbedding, (weights) => {
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    return largest === 0 ? 1 : largest / LARGEST
  })
  return {
    heads,
    weights: Int8Array.from(
      ofEmbedding.flatMap((weights, head) => [...weights].map((one) => Math.round(one / units[head]!))),
    ),
    units,
    firstWeights: Float32Array.from(all, ({ weights }) => weights[EMBEDDING_LENGTH]!),
    biases: Float32Array.from(all, ({ bias }) => bias),
  }
}
