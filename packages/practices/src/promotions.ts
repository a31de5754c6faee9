import type { Labels } from './labels.ts'
import { ownPosts } from './own-posts.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** An act of ours that puts an outsider's work before others. */
export interface Promotion {
  time: number
  /** The outsiders it promotes, each once. */
  outsiders: number[]
  post: number | null
  cluster: number
  /** True where only reading shows it: praise, not passing on. */
  isRead: boolean
}

/**
 * Our reposts and quotes of outsiders, and our other posts that praise and name one. A quote that praises is one
 * promotion. Acts without a post of their own in the data count too.
 */
export function promotionsOf(view: QuarterView, labels: Labels, scope: Scope): Promotion[] {
  const passedOn = view.acts
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
      isRead: false,
    }))
  const praising = ownPosts(view, scope)
    .filter((post) => post.kind !== 'quote' && labels.has(post, 'praise_of_other'))
    .map((post) => ({
      time: post.time,
      outsiders: outsidersNamed(view, post.place),
      post: post.place,
      cluster: view.conversationCluster(post),
      isRead: true,
    }))
    .filter(({ outsiders }) => outsiders.length > 0)
  return [...passedOn, ...praising]
}

/** Outsiders whom a post of ours answers or mentions, each once. */
export function outsidersNamed(view: QuarterView, post: number): number[] {
  const { author } = view.postAt(post)
  const named = view
    .actsOn(post)
    .filter(({ actor, target, kind }) => actor === author && kind !== 'like' && !view.isInside(target))
  return [...new Set(named.map(({ target }) => target))]
}
