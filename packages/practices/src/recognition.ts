import { contributionsIn, outboundActs } from './acts-toward-us.ts'
import type { Labels } from './labels.ts'
import { ownPosts } from './own-posts.ts'
import { outsidersNamed, promotionsOf } from './promotions.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** Below this many acts nobody stands out. */
const ACTS_MIN = 2

/** Outside voices in the top tenth by acts toward us, ties at the edge included, most active first. */
export function topContributors(view: QuarterView, scope: Scope): { voice: number; acts: number }[] {
  const contributions = [...contributionsIn(view, view.input.quarter, scope)].map(([voice, acts]) => ({ voice, acts }))
  contributions.sort((one, other) => other.acts - one.acts || one.voice - other.voice)
  const edge = contributions[Math.ceil(contributions.length / 10) - 1]?.acts ?? 0
  return contributions.filter(({ acts }) => acts >= Math.max(edge, ACTS_MIN))
}

/** Outside voices whom we answered, thanked or promoted in the quarter. */
export function recognisedOutsiders(view: QuarterView, labels: Labels, scope: Scope): Set<number> {
  const recognised = new Set<number>()
  for (const { target, kind } of outboundActs(view, scope)) {
    if (kind === 'reply' || kind === 'comment') recognised.add(view.voiceOf(target))
  }
  for (const post of ownPosts(view, scope)) {
    if (!labels.has(post, 'thanks')) continue
    for (const outsider of outsidersNamed(view, post.place)) recognised.add(view.voiceOf(outsider))
  }
  for (const { outsiders } of promotionsOf(view, labels, scope)) {
    for (const outsider of outsiders) recognised.add(view.voiceOf(outsider))
  }
  return recognised
}
