import { createHash } from 'node:crypto'
import { essenceOf } from './held-out-half.ts'
import type { LabelledPost, LabelledSet } from './labelled-set.ts'

/** Every post is scored by a model of the other four fifths. */
export const FOLDS = 5

/**
 * The fold of a post: by its text, so that copies fall together and a set that grows keeps its folds, or by its file.
 */
export function foldOf(set: LabelledSet, post: LabelledPost): number {
  if (set.foldBy === 'file') return set.files.indexOf(post.file) % FOLDS
  return (
    (createHash('sha256')
      .update(`weft reading, folds:${essenceOf(post.text)}`)
      .digest()[0] ?? 0) % FOLDS
  )
}
