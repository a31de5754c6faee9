import type { Signal } from '@weft/model/signal'
import { CHECKED_MIN } from '@weft/prevalence/check-sample'
import { type CheckedPost, stratumPosteriors } from '@weft/prevalence/share-of-posts'
import type { Draw } from './estimate.ts'
import type { Part } from './estimators/checked-share.ts'
import type { HistoryPost } from './history.ts'
import { isJudged } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { ScoringInput } from './scoring-input.ts'

/** How many of some posts carry something, from those that people checked. */
export interface CheckedTotal {
  posts: number
  checked: number
  /** What it is estimated from. */
  sample: { scores: Float64Array; checked: readonly CheckedPost[] }
  /** Conversations of the posts. */
  clusters: ReadonlySet<number>
  value: Part
  /** Anew under other weights of conversations; a post counts what its conversation weighs. */
  replicate: (draw: Draw) => Part
}

/**
 * The number of posts that carry any of these signals: what was checked is known, the others carry it at the rate of the
 * checked posts of their stratum by score; unread posts are a stratum of their own. Where people judged every post, all
 * are known, whatever made them look. Else posts judged for another reason than the check count as unchecked.
 *
 * Replicates weigh the checked posts of a stratum as their conversations, with its prior drawn anew, so that a rate is as
 * uncertain as its checked conversations are alike (DECISIONS.md). O(posts log posts), O(posts) a replicate.
 */
export function checkedTotal(
  posts: readonly HistoryPost[],
  signals: readonly Signal[],
  { input: { labels, checked: drawn }, conversationCluster }: CheckedView,
): CheckedTotal {
  const areAllJudged = posts.every(({ id }) => isJudged(labels.get(id), signals))
  const checked = posts.flatMap(({ id }, place) => {
    const told = areAllJudged ? labels.get(id) : drawn.get(id)?.told
    if (!isJudged(told, signals)) return []
    const samplingWeight = areAllJudged ? 1 : drawn.get(id)!.samplingWeight
    return [{ place, samplingWeight, positive: signals.some((signal) => told[signal]) }]
  })
  const scores = Float64Array.from(posts, (post) => scoreOfAny(post, signals))
  const { stratumOf, strata, prior, evidence } = stratumPosteriors({ scores, checked })
  const clusters = Int32Array.from(posts, conversationCluster)
  const isChecked = new Set(checked.map(({ place }) => place))
  const unchecked = [...posts.keys()].filter((place) => !isChecked.has(place))
  const rates = strata.map(({ alpha, beta }) => alpha / (alpha + beta))
  const known = checked.filter(({ positive }) => positive).length
  return {
    posts: posts.length,
    checked: checked.length,
    sample: { scores, checked },
    clusters: new Set(clusters),
    value: {
      carrying: unchecked.reduce((sum, place) => sum + rates[stratumOf[place]!]!, known),
      all: posts.length,
    },
    replicate({ weightOf, gamma }) {
      const positives = strata.map(() => gamma(prior.alpha))
      const counted = positives.map((weight) => weight + gamma(prior.beta))
      let carrying = 0
      let all = 0
      checked.forEach(({ place, positive }, number) => {
        const weight = weightOf(clusters[place]!)
        const stratum = stratumOf[place]!
        all += weight
        counted[stratum]! += weight * evidence[number]!
        if (!positive) return
        positives[stratum]! += weight * evidence[number]!
        carrying += weight
      })
      for (const place of unchecked) {
        const weight = weightOf(clusters[place]!)
        const stratum = stratumOf[place]!
        all += weight
        carrying += (weight * positives[stratum]!) / counted[stratum]!
      }
      return { carrying, all }
    },
  }
}

/** What it needs of a quarter. */
type CheckedView = Pick<QuarterView, 'conversationCluster'> & { input: Pick<ScoringInput, 'labels' | 'checked'> }

/** True where enough posts were checked for a number: fifty, or all where there are fewer. */
export function isCheckedEnough({ posts, checked }: Pick<CheckedTotal, 'posts' | 'checked'>): boolean {
  return checked >= Math.min(CHECKED_MIN, posts)
}

/** The reader's probability that a post carries any of these, as if each were read on its own; NaN where it was not read. */
function scoreOfAny({ signals: read }: HistoryPost, signals: readonly Signal[]): number {
  if (read === null) return Number.NaN
  return 1 - signals.reduce((none, signal) => none * (1 - read[signal]), 1)
}
