import type { HistoryPost } from './history.ts'
import type { Labels } from './labels.ts'
import { oncePerScope } from './once-per-scope.ts'
import { ownPosts } from './own-posts.ts'
import type { Placed, QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** An act of ours that puts an outsider's work before others. */
export interface Promotion {
  time: number
  /** The outsiders it promotes, each once. */
  outsiders: readonly number[]
  post: number | null
  cluster: number
  /** True where only reading shows it: praise, not passing on. */
  isPraise: boolean
}

/**
 * Our reposts and quotes of outsiders, and our other posts that praise and name one. A quote that praises is one
 * promotion. Acts without a post of their own in the data count too.
 */
export function promotionsOf(view: QuarterView, labels: Labels, scope: Scope): Promotion[] {
  return [...passedOn(view, scope), ...praised(view, labels, scope)]
}

/** Our reposts and quotes of outsiders: nothing needs to be read to see them. */
export const passedOn = oncePerScope((view, scope): readonly Promotion[] =>
  view.acts
    .filter(
      ({ actor, target, kind, time }) =>
        (kind === 'repost' || kind === 'quote') &&
        view.isInside(actor) &&
        !view.isInside(target) &&
        scope.holds(view.platformOf(actor), time),
    )
    .map((act) => ({
      time: act.time,
      outsiders: [act.target],
      post: act.post,
      cluster: view.actCluster(act),
      isPraise: false,
    })),
)

function praised(view: QuarterView, labels: Labels, scope: Scope): Promotion[] {
  return praisable(view, scope).flatMap(({ post, promotion }) =>
    labels.has(post, 'praise_of_other') ? [promotion] : [],
  )
}

/** Our posts that name outsiders, with what each would be if it praised. */
const praisable = oncePerScope((view, scope): readonly { post: Placed<HistoryPost>; promotion: Promotion }[] =>
  ownPosts(view, scope).flatMap((post) => {
    const outsiders = outsidersToPraise(view, post)
    if (outsiders.length === 0) return []
    const cluster = view.conversationCluster(post)
    return [{ post, promotion: { time: post.time, outsiders, post: post.place, cluster, isPraise: true } }]
  }),
)

/** The outsiders whom a post of ours would promote if it praised; none for a quote, which promotes as it is. */
export function outsidersToPraise(view: QuarterView, { place, kind }: Placed<HistoryPost>): number[] {
  return kind === 'quote' ? [] : outsidersNamed(view, place)
}

/** Outsiders whom a post of ours answers or mentions, each once. */
export function outsidersNamed(view: QuarterView, post: number): number[] {
  const { author } = view.postAt(post)
  const named = view
    .actsOn(post)
    .filter(({ actor, target, kind }) => actor === author && kind !== 'like' && !view.isInside(target))
  return [...new Set(named.map(({ target }) => target))]
}
