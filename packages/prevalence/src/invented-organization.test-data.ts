import { type Random, seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { FramePost } from './check-sample.ts'
import { normalQuantile } from './normal-quantile.ts'

/** Shares of posts with each signal, in the order of SIGNALS. */
export const TRUE_SHARES = [0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6] as const

/** A frame of posts of which the truth is known. */
export interface InventedOrganization {
  posts: FramePost[]
  /** Per signal, in the order of SIGNALS: whether each post carries it. */
  truths: boolean[][]
}

const READERS_AUC = [0.6, 0.64, 0.68, 0.72, 0.76, 0.8, 0.84, 0.88, 0.92, 0.96, 0.99]

/**
 * An organization read by good and bad readers. What posts carry goes together, and so do the readers' errors (a common
 * cause in each); a reader's quality (AUC 0.60 to 0.99) falls to another signal in each organization. Probabilities are
 * too bold or too timid and shifted (slope 0.5 to 1.5, intercept -1.5 to 1.5), one reader in five knows three values only, and one
 * post in ten is not read.
 */
export function inventedOrganization(size: number, seed: string): InventedOrganization {
  const random = seededRandom(seed)
  const normals = () => Float64Array.from({ length: size }, () => normal(random))
  const [subject, trap] = [normals(), normals()]
  const turn = Math.floor(random() * SIGNALS.length)
  const isRead = Array.from({ length: size }, () => random() >= 0.1)
  const truths: boolean[][] = []
  const scores = SIGNALS.map((_, signal) => {
    const share = TRUE_SHARES[signal]!
    const own = normals()
    const carried = own.map((each, i) => 0.4 * subject[i]! + Math.sqrt(0.84) * each)
    const least = carried.toSorted()[size - Math.max(1, Math.round(share * size))]!
    const truth = Array.from(carried, (each) => each >= least)
    truths.push(truth)
    const apart = Math.SQRT2 * normalQuantile(READERS_AUC[(signal * 7 + turn) % READERS_AUC.length]!)
    const [slope, shift, isCoarse] = [0.5 + random(), 3 * random() - 1.5, random() < 0.2]
    return truth.map((carries, i) => {
      const seen = (carries ? apart : 0) + 0.5 * trap[i]! + Math.sqrt(0.75) * normal(random)
      const logit = Math.log(share / (1 - share)) + apart * seen - apart ** 2 / 2
      const score = 1 / (1 + Math.exp(-slope * logit - shift))
      return isCoarse ? coarse(score) : Number(score.toFixed(4))
    })
  })
  const posts = Array.from({ length: size }, (_, i): FramePost => {
    const read = Object.fromEntries(SIGNALS.map((name, signal) => [name, scores[signal]![i]!])) as Record<
      Signal,
      number
    >
    return { id: `${i}`, isOriginal: random() < (subject[i]! > 0 ? 0.7 : 0.5), scores: isRead[i] ? read : null }
  })
  return { posts, truths }
}

function coarse(score: number): number {
  return score < 0.15 ? 0.02 : score < 0.5 ? 0.3 : 0.8
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
