import { createHash } from 'node:crypto'
import type { Signal, SignalMeasurement, SignalQuality } from '@weft/model/signal'
import { FEATURE_COLUMNS, featureExtractor } from '../features/post-features.ts'
import type { Head } from '../head.ts'
import { plainText, tokensOfPost } from '../post-tokens.ts'
import { logOddsOf, probabilityOf } from '../scorer.ts'
import { calibrate } from '../training/calibration.ts'
import { logOddsOfRow, trainLogistic } from '../training/logistic-regression.ts'
import { quantise } from '../training/quantise.ts'
import { confusionAt, measureSignal, type ScoredPost } from '../training/signal-measurement.ts'
import { thresholdsFrom } from '../training/signal-thresholds.ts'
import { type SparseMatrix, SparseMatrixBuilder } from '../training/sparse-matrix.ts'
import type { LocalHead } from './local-head.ts'

/** What people of an organization said of a post that the reader read. */
export interface LocalLabel {
  text: string
  /** The reader's own. */
  probability: number
  label: boolean
  /** True where a quarter's check drew the post; false where somebody disagreed, which says nothing of other posts. */
  wasDrawn: boolean
}

/** How much there was to learn from, and what it changes on posts that were not learnt from. */
export interface LocalEvidence {
  labels: number
  /** Of them drawn by a check, and of these those that carry the signal. */
  drawn: number
  positives: number
  /** Mean log-loss on the drawn ones, in nats: the reader's, and the correction's where it had not seen them. */
  logLossBefore: number
  logLossAfter: number
}

/** What came of learning. */
export type LocalTraining =
  | { state: 'too_few'; drawn: number; positives: number }
  | { state: 'no_better'; evidence: LocalEvidence }
  | { state: 'accepted'; evidence: LocalEvidence; head: LocalHead; quality: LocalQuality }

/** What is known of a local head's errors, from posts that it had not seen. */
export interface LocalQuality
  extends Pick<SignalQuality, 'thresholds' | 'truePositiveRate' | 'falsePositiveRate' | 'measured'> {}

/** Drawn labels, and drawn labels of either kind: with fewer nothing is learnt. */
export const DRAWN_MIN = 50
export const EITHER_KIND_MIN = 5

/** From so many drawn labels on, how far the reader's own log-odds are to be trusted is learnt too. */
const SLOPE_DRAWN_MIN = 100

/** How closely a correction follows the labels: found on organizations that the reader had not learnt from. */
const COST = 1
const PASSES_MAX = 30
const TOLERANCE = 0.01
const FOLDS = 5
const SEED = 'weft local'

/** The name of an organization's own posts, where a labelled set would stand. */
const OWN_POSTS = 'own checked posts'

/**
 * Learns a correction of one signal from an organization's labels, and keeps it only where it helps.
 *
 * The reader's log-odds stand in for the posts it learnt from, which never leave their makers: they are what the correction starts from
 * and is drawn back to. First an intercept (and, from a hundred, a slope) is fitted to the drawn labels; then n-grams and cues, ridge-penalised,
 * to all labels. It is judged on drawn labels alone, each by a correction of the other four fifths: those that somebody
 * disagreed with were chosen because the reader was wrong.
 *
 * Same labels in any order: the same head. O(passes × entries).
 */
export function trainLocalHead(signal: Signal, labels: readonly LocalLabel[], rarities: Uint8Array): LocalTraining {
  const posts = distinct(labels)
  const drawn = posts.filter(({ wasDrawn }) => wasDrawn)
  const positives = drawn.filter(({ label }) => label).length
  if (drawn.length < DRAWN_MIN || Math.min(positives, drawn.length - positives) < EITHER_KIND_MIN) {
    return { state: 'too_few', drawn: drawn.length, positives }
  }
  const matrix = matrixOf(posts, rarities)
  const unseen = unseenLogOdds(posts, matrix)
  const scored = (logOdds: (place: number) => number) =>
    posts.flatMap(({ label, wasDrawn }, place): ScoredPost[] =>
      wasDrawn ? [{ probability: probabilityOf(logOdds(place)), positive: label }] : [],
    )
  const after = scored((place) => unseen[place]!)
  const evidence: LocalEvidence = {
    labels: posts.length,
    drawn: drawn.length,
    positives,
    logLossBefore: logLoss(scored((place) => posts[place]!.logOdds)),
    logLossAfter: logLoss(after),
  }
  if (!(evidence.logLossAfter < evidence.logLossBefore)) return { state: 'no_better', evidence }
  const { slope, intercept, weights, bias } = learn(posts, matrix, [...posts.keys()])
  const model = { weights, bias: bias + intercept }
  const head = { signal, slope, weights: quantise(new Map([[signal as Head, model]]), rarities) }
  return { state: 'accepted', evidence, head, quality: qualityOf(after) }
}

interface Post extends LocalLabel {
  logOdds: number
  fold: number
}

/** Each text once, in an order that has nothing to do with when it was labelled; a drawn label before one that overrules. */
function distinct(labels: readonly LocalLabel[]): Post[] {
  const byDigest = new Map<string, LocalLabel>()
  for (const one of labels) {
    const digest = createHash('sha256').update(one.text).digest('hex')
    const known = byDigest.get(digest)
    if (known === undefined || (one.wasDrawn && !known.wasDrawn)) byDigest.set(digest, one)
  }
  return [...byDigest]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([digest, label]) => ({
      ...label,
      logOdds: logOddsOf(label.probability),
      fold: Number.parseInt(digest.slice(0, 8), 16) % FOLDS,
    }))
}

function matrixOf(posts: readonly Post[], rarities: Uint8Array): SparseMatrix {
  const extract = featureExtractor(rarities)
  const builder = new SparseMatrixBuilder(FEATURE_COLUMNS)
  for (const { text } of posts) {
    const plain = plainText(text)
    const { columns, values, size } = extract(plain, tokensOfPost(plain))
    for (let i = 0; i < size; i++) builder.add(columns[i]!, values[i]!)
    builder.endRow()
  }
  return builder.build()
}

/** Of each post the log-odds by a correction that learnt from the other folds. */
function unseenLogOdds(posts: readonly Post[], matrix: SparseMatrix): Float64Array {
  const unseen = new Float64Array(posts.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const places = [...posts.keys()]
    const { slope, intercept, weights, bias } = learn(
      posts,
      matrix,
      places.filter((place) => posts[place]!.fold !== fold),
    )
    for (const place of places.filter((each) => posts[each]!.fold === fold)) {
      unseen[place] = slope * posts[place]!.logOdds + intercept + logOddsOfRow(matrix, place, { weights, bias })
    }
  }
  return unseen
}

function learn(posts: readonly Post[], matrix: SparseMatrix, places: readonly number[]) {
  const drawn = places.map((place) => posts[place]!).filter(({ wasDrawn }) => wasDrawn)
  const { slope, intercept } = lineThrough(drawn)
  const offsets = Float64Array.from(posts, ({ logOdds }) => slope * logOdds + intercept)
  const positive = Uint8Array.from(posts, ({ label }) => (label ? 1 : 0))
  const options = { cost: COST, passes: PASSES_MAX, tolerance: TOLERANCE, seed: SEED, offsets }
  return { slope, intercept, ...trainLogistic(matrix, positive, Uint32Array.from(places), options) }
}

/** What the reader's log-odds mean here: Platt's line, its slope only where there is enough to tell it and it does not turn about. */
function lineThrough(drawn: readonly Post[]): { slope: number; intercept: number } {
  const positive = drawn.map(({ label }) => label)
  if (drawn.length >= SLOPE_DRAWN_MIN) {
    const line = calibrate(
      drawn.map(({ logOdds }) => logOdds),
      positive,
    )
    if (line.slope > 0) return line
  }
  return { slope: 1, intercept: shiftOf(drawn) }
}

const SHIFT_STEPS = 60
const SHIFT_MAX = 20

/** The intercept under which as many posts are expected to carry the signal as do, by bisection. */
function shiftOf(drawn: readonly Post[]): number {
  const positives = drawn.filter(({ label }) => label).length
  // Drawn in by one post of either kind, as `calibrate` does: all or none of a few is no certainty.
  const wanted = (drawn.length * (positives + 1)) / (drawn.length + 2)
  let [low, high] = [-SHIFT_MAX, SHIFT_MAX]
  for (let step = 0; step < SHIFT_STEPS; step++) {
    const middle = (low + high) / 2
    const expected = drawn.reduce((sum, { logOdds }) => sum + probabilityOf(logOdds + middle), 0)
    if (expected < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Nobody is as sure as this; a rounded 0 or 1 that is wrong would be endlessly so. */
const SURE = 1e-6

function logLoss(posts: readonly ScoredPost[]): number {
  const losses = posts.map(
    ({ probability, positive }) => -Math.log(Math.max(SURE, positive ? probability : 1 - probability)),
  )
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

function qualityOf(posts: readonly ScoredPost[]): LocalQuality {
  const thresholds = thresholdsFrom(posts)
  const found = confusionAt(thresholds.usual, posts)
  const measured: SignalMeasurement = measureSignal({ name: OWN_POSTS, language: 'und' }, thresholds.usual, posts)
  return {
    thresholds,
    truePositiveRate: found.truePositives / (found.truePositives + found.falseNegatives),
    falsePositiveRate: found.falsePositives / (found.falsePositives + found.trueNegatives),
    measured: [measured],
  }
}
