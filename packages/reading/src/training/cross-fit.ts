import type { Head } from '../head.ts'
import { FOLDS, foldOf } from './folds.ts'
import { isHeldOut } from './held-out-half.ts'
import type { LabelledPost, LabelledSet } from './labelled-set.ts'

/** A set with its posts, in the order of its files. */
export interface LoadedSet {
  set: LabelledSet
  posts: readonly LabelledPost[]
}

/** A labelled post as one head's training sees it. */
export interface TrainingPost {
  set: LabelledSet
  post: LabelledPost
  isPositive: boolean
  /** False where the head is only measured on it. */
  teaches: boolean
  fold: number
  /** Whether it is one that thresholds and calibration are never made with sight of. */
  isHeldOut: boolean
}

/** True where a head learns from a set, and is not only measured on it. */
export function teaches(set: LabelledSet, head: Head): boolean {
  return set.ships && set.labels[head] !== undefined && !set.onlyMeasures?.includes(head)
}

/** The post as training sees it; `null` where it has no label for the head. */
export function trainingPost(set: LabelledSet, post: LabelledPost, head: Head): TrainingPost | null {
  const isPositive = post.labels[head]
  if (isPositive === undefined) return null
  return {
    set,
    post,
    isPositive,
    teaches: teaches(set, head),
    fold: foldOf(set, post),
    isHeldOut: isHeldOut(post.text),
  }
}

/**
 * A model of all posts that teach, and for every post what a model says that did not learn from it: of the other folds
 * where the post teaches, else the model of all. O(folds × training).
 */
export function crossFit<Model>(
  posts: readonly TrainingPost[],
  train: (rows: Uint32Array) => Model,
  score: (model: Model, row: number) => number,
): { model: Model; scores: Float64Array } {
  const rowsWhere = (isMeant: (post: TrainingPost) => boolean) =>
    Uint32Array.from(posts.flatMap((post, row) => (isMeant(post) ? [row] : [])))
  const scores = new Float64Array(posts.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const scored = rowsWhere((post) => post.teaches && post.fold === fold)
    if (scored.length === 0) continue
    const model = train(rowsWhere((post) => post.teaches && post.fold !== fold))
    for (const row of scored) scores[row] = score(model, row)
  }
  const model = train(rowsWhere((post) => post.teaches))
  for (const row of rowsWhere((post) => !post.teaches)) scores[row] = score(model, row)
  return { model, scores }
}
