import { type Random, seededRandom } from '@weft/model/seeded-random'
import type { Signal } from '@weft/model/signal'
import { drawGamma } from '@weft/prevalence/gamma-draw'
import { stratumPosteriors } from '@weft/prevalence/share-of-posts'
import { checkFrames, type FramePosts } from './check-frames.ts'
import { isJudged, type Labels } from './labels.ts'
import { oncePerView } from './once-per-scope.ts'
import { outsidersNamed } from './promotions.ts'
import type { QuarterView } from './quarter-view.ts'

/** How many labellings stand for what the check leaves open. */
const IMPUTATIONS = 20

/**
 * Labellings that the quarter's check allows: what people said holds, and a post that nobody judged carries a signal as often
 * as the checked posts of its stratum by score do, that rate drawn anew for each labelling from what the check tells of it.
 * Unread posts are a stratum of their own; posts of which no check says enough are not known.
 *
 * Supposes that of posts which read alike, those that count for an indicator carry a signal as often as the others.
 * O(labellings x posts) a signal. Source: multiple imputation, Rubin 1987, doi:10.1002/9780470316696.
 */
export const imputedLabels = oncePerView((view): readonly Labels[] => {
  const { input } = view
  const frames = Object.values(checkFrames(view)).filter(({ isEnough }) => isEnough)
  const known = new Uint8Array(view.history.posts.length)
  for (const { posts } of frames) for (const { place } of posts) known[place] = 1
  const knows: Labels['knows'] = (post, signals) =>
    known[post.place] === 1 || isJudged(input.labels.get(post.id), signals)
  return Array.from({ length: IMPUTATIONS }, (_, imputation) => ({
    has: (post, signal) =>
      input.labels.get(post.id)?.[signal] ?? ((drawn(view, signal)[post.place]! >>> imputation) & 1) === 1,
    knows,
  }))
})

const drawnBySignal = oncePerView(() => new Map<Signal, Uint32Array>())

/** Of every post one bit per labelling: whether it carries the signal. */
function drawn(view: QuarterView, signal: Signal): Uint32Array {
  const known = drawnBySignal(view)
  let bits = known.get(signal)
  if (bits === undefined) {
    known.set(signal, (bits = new Uint32Array(view.history.posts.length)))
    for (const frame of Object.values(checkFrames(view))) if (frame.isEnough) draw(bits, frame, signal, view)
  }
  return bits
}

function draw(bits: Uint32Array, { frame, posts }: FramePosts, signal: Signal, view: QuarterView): void {
  const { input } = view
  const checked = posts.flatMap(({ id }, place) => {
    const drawn = input.checked.get(id)
    if (drawn === undefined || !isJudged(drawn.told, [signal])) return []
    return [{ place, samplingWeight: drawn.samplingWeight, positive: drawn.told[signal]! }]
  })
  const scores = scoresAmongAlike(posts, signal, view)
  const { stratumOf, strata, prior, evidence } = stratumPosteriors({ scores, checked })
  const random = seededRandom(`${input.seed} ${input.quarter.name} ${frame} ${signal}`)
  for (let imputation = 0; imputation < IMPUTATIONS; imputation++) {
    const positives = strata.map(() => drawGamma(random, prior.alpha))
    const negatives = strata.map(() => drawGamma(random, prior.beta))
    const weights = new Map<number, number>()
    checked.forEach(({ place, positive }, number) => {
      const weight = weightOf(view.conversationCluster(posts[place]!), weights, random)
      const side = positive ? positives : negatives
      side[stratumOf[place]!]! += weight * evidence[number]!
    })
    const rates = positives.map((positive, stratum) => positive / (positive + negatives[stratum]!))
    posts.forEach(({ place }, number) => {
      if (random() < rates[stratumOf[number]!]!) bits[place]! |= 1 << imputation
    })
  }
}

/**
 * The mean of what the reader says of a post and of what it says of all posts here with the same outsider in them: who wrote it,
 * or whom we name first; NaN for a post that was not read. Who is often toxic is so in posts as well that do not read like it,
 * and whom we praise often we praise in others too: strata by the post alone would spread that over everybody.
 */
function scoresAmongAlike(posts: FramePosts['posts'], signal: Signal, view: QuarterView): Float64Array {
  const outsiders = outsiderInEach(view)
  const sums = new Map<number, { scores: number; posts: number }>()
  for (const { place, signals } of posts) {
    if (signals === null) continue
    const outsider = outsiders[place]!
    const sum = sums.get(outsider) ?? { scores: 0, posts: 0 }
    sums.set(outsider, { scores: sum.scores + signals[signal], posts: sum.posts + 1 })
  }
  return Float64Array.from(posts, ({ place, signals }) => {
    if (signals === null) return Number.NaN
    const all = sums.get(outsiders[place]!)!
    return (signals[signal] + all.scores / all.posts) / 2
  })
}

/** Of each post that a check draws from the voice of the outsider in it; its author where it is ours and names none. */
const outsiderInEach = oncePerView((view) => {
  const outsiders = new Int32Array(view.history.posts.length)
  for (const { posts } of Object.values(checkFrames(view))) {
    for (const { place, author } of posts) {
      const [named = author] = view.isInside(author) ? outsidersNamed(view, place) : [author]
      outsiders[place] = view.voiceOf(named)
    }
  }
  return outsiders
})

/** An exponential weight per conversation: posts of one are alike. */
function weightOf(conversation: number, weights: Map<number, number>, random: Random): number {
  let weight = weights.get(conversation)
  if (weight === undefined) weights.set(conversation, (weight = -Math.log(1 - random())))
  return weight
}
