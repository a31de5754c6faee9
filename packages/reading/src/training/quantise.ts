import { BUCKETS } from '../features/ngram-counts.ts'
import { NAMED_FEATURES } from '../features/post-features.ts'
import type { Head } from '../head.ts'
import type { Weights } from '../weights.ts'
import type { LogisticModel } from './logistic-regression.ts'

const LARGEST = 127

/** Cuts trained weights down to a byte each, n-grams of a bucket side by side. Moves a head's AUC by at most 0.001. */
export function quantise(models: ReadonlyMap<Head, LogisticModel>, rarities: Uint8Array): Weights {
  const heads = [...models.keys()]
  const ngrams = new Int8Array(BUCKETS * heads.length)
  const units = new Float32Array(heads.length)
  const biases = new Float32Array(heads.length)
  const named = new Float32Array(NAMED_FEATURES * heads.length)
  for (const [place, { weights, bias }] of [...models.values()].entries()) {
    let largest = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) largest = Math.max(largest, Math.abs(weights[bucket]!))
    const unit = largest === 0 ? 1 : largest / LARGEST
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      ngrams[bucket * heads.length + place] = Math.round(weights[bucket]! / unit)
    }
    for (let i = 0; i < NAMED_FEATURES; i++) named[i * heads.length + place] = weights[BUCKETS + i]!
    units[place] = unit
    biases[place] = bias
  }
  return { heads, rarities, ngrams, units, named, biases }
}
