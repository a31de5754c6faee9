import type { LabelledPost, LabelledSet } from '../../training/labelled-set.ts'

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

/**
 * Scores every post by a model that did not learn from it: `train` makes one from the rows it is given.
 */
export function scoredOutOfFold(
  posts: readonly TrainingPost[],
  folds: number,
  train: (rows: Uint32Array) => (row: number) => number,
): Float64Array {
  const rowsWhere = (isMeant: (post: TrainingPost) => boolean) =>
    Uint32Array.from(posts.flatMap((post, row) => (isMeant(post) ? [row] : [])))
  const scores = new Float64Array(posts.length)
  for (let fold = 0; fold < folds; fold++) {
    const scored = rowsWhere((post) => post.teaches && post.fold === fold)
    if (scored.length === 0) continue
    const score = train(rowsWhere((post) => post.teaches && post.fold !== fold))
    for (const row of scored) scores[row] = score(row)
  }
  const others = rowsWhere(({ teaches }) => !teaches)
  if (others.length > 0) {
    const score = train(rowsWhere(({ teaches }) => teaches))
    for (const row of others) scores[row] = score(row)
  }
  return scores
}
