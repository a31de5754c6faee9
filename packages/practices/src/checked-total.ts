import type { Signal } from '@weft/model/signal'
import { CHECKED_MIN } from '@weft/prevalence/check-sample'
import { type CheckedPost, stratumPosteriors } from '@weft/prevalence/share-of-posts'
import { PartsBuilder, totalsOf } from './cluster-parts.ts'
import type { Chance } from './estimate.ts'
import type { PartEstimate } from './estimators/checked-share.ts'
import type { HistoryPost } from './history.ts'
import { isJudged } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { ScoringInput } from './scoring-input.ts'

/** How many of some posts carry something, from those that people checked. */
export interface CheckedTotal extends PartEstimate {
  posts: number
  checked: number
  /** What it is estimated from. */
  sample: { scores: Float64Array; checked: readonly CheckedPost[] }
  /** How many conversations the posts are of. */
  conversations: number
}

/**
 * The number of posts that carry any of these signals: what was checked is known, the others carry it at the rate of the
 * checked posts of their stratum by score; unread posts are a stratum of their own. Where people judged every post, all
 * are known, whatever made them look. Else posts judged for another reason than the check count as unchecked.
 *
 * Replicates weigh the checked posts of a stratum as their conversations, with its prior drawn anew, so that a rate is as
 * uncertain as its checked conversations are alike (DECISIONS.md). O(posts log posts), O(strata) a replicate.
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
  const builder = new PartsBuilder(WITHIN_STRATA + PER_STRATUM * strata.length)
  checked.forEach(({ place, positive }, number) => {
    const cluster = clusters[place]!
    const own = WITHIN_STRATA + PER_STRATUM * stratumOf[place]!
    builder.add(cluster, CHECKED, 1)
    builder.add(cluster, own + EVIDENCE, evidence[number]!)
    if (!positive) return
    builder.add(cluster, CARRYING, 1)
    builder.add(cluster, own + POSITIVE_EVIDENCE, evidence[number]!)
  })
  for (const place of unchecked) {
    builder.add(clusters[place]!, WITHIN_STRATA + PER_STRATUM * stratumOf[place]! + UNCHECKED, 1)
  }
  const parts = builder.build()
  const seen = totalsOf(parts)
  return {
    posts: posts.length,
    checked: checked.length,
    sample: { scores, checked },
    conversations: new Set(clusters).size,
    value: {
      carrying: unchecked.reduce((sum, place) => sum + rates[stratumOf[place]!]!, known),
      all: posts.length,
    },
    parts,
    replicate(totals, { gamma }) {
      const positives = strata.map(() => gamma(prior.alpha))
      const counted = positives.map((weight) => weight + gamma(prior.beta))
      let carrying = totals[CARRYING]!
      let all = totals[CHECKED]!
      for (let stratum = 0; stratum < strata.length; stratum++) {
        const own = WITHIN_STRATA + PER_STRATUM * stratum
        const uncheckedHere = totals[own + UNCHECKED]!
        if (uncheckedHere === 0) continue
        const found = totals[own + POSITIVE_EVIDENCE]!
        const known = found * widened(seen[own + POSITIVE_EVIDENCE]!, seen[own + EVIDENCE]!, gamma)
        const others = seen[own + EVIDENCE]! - seen[own + POSITIVE_EVIDENCE]!
        const unlike = (totals[own + EVIDENCE]! - found) * widened(others, seen[own + EVIDENCE]!, gamma)
        const rate = (positives[stratum]! + known) / (counted[stratum]! + known + unlike)
        all += uncheckedHere
        carrying += uncheckedHere * rate
      }
      return { carrying, all }
    },
  }
}

/**
 * Few checked posts tell their own spread badly: the variance of what n of a stratum tell is drawn larger by a factor of about
 * 1 + this / n. Tuned by simulation (DECISIONS.md).
 */
const WIDENING = 4

/** A factor with mean 1 for `part` of `all` checked posts of a stratum. */
function widened(part: number, all: number, gamma: Chance['gamma']): number {
  if (part < ROUNDING) return 1
  const shape = (part * all) / WIDENING
  return gamma(shape) / shape
}

/** Below this a difference of evidence comes from rounding. */
const ROUNDING = 1e-9

/** Totals of a {@link checkedTotal}: of all that was checked, then of each stratum. */
const CHECKED = 0
const CARRYING = 1
const WITHIN_STRATA = 2
const EVIDENCE = 0
const POSITIVE_EVIDENCE = 1
const UNCHECKED = 2
const PER_STRATUM = 3

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
