import { contributionsIn, outboundActs } from './acts-toward-us.ts'
import type { Labels } from './labels.ts'
import { oncePerScope } from './once-per-scope.ts'
import { ownPosts } from './own-posts.ts'
import { outsidersNamed, outsidersToPraise, passedOn } from './promotions.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** Below this many acts nobody stands out. */
const ACTS_MIN = 2

/** Outside voices in the top tenth by acts toward us, ties at the edge included, most active first. */
export const topContributors = oncePerScope((view, scope): readonly { voice: number; acts: number }[] => {
  const contributions = [...contributionsIn(view, view.input.quarter, scope)].map(([voice, acts]) => ({ voice, acts }))
  contributions.sort((one, other) => other.acts - one.acts || one.voice - other.voice)
  const edge = contributions[Math.ceil(contributions.length / 10) - 1]?.acts ?? 0
  return contributions.filter(({ acts }) => acts >= Math.max(edge, ACTS_MIN))
})

/**
 * Of these outside voices, those whom we answered, thanked or promoted in the quarter. Labels are asked only where they
 * decide: for posts that name one of them whom nothing else recognises.
 */
export function recognisedAmong(
  voices: ReadonlySet<number>,
  view: QuarterView,
  labels: Labels,
  scope: Scope,
): Set<number> {
  const waiting = new Set(voices)
  const recognise = (outsiders: readonly number[]) => {
    for (const outsider of outsiders) waiting.delete(view.voiceOf(outsider))
  }
  for (const { target, kind } of outboundActs(view, scope)) {
    if (kind === 'reply' || kind === 'comment') recognise([target])
  }
  for (const { outsiders } of passedOn(view, scope)) recognise(outsiders)
  const isWaiting = (outsider: number) => waiting.has(view.voiceOf(outsider))
  for (const post of ownPosts(view, scope)) {
    const named = outsidersNamed(view, post.place)
    const isThanked = named.some(isWaiting) && labels.has(post, 'thanks')
    const praised = outsidersToPraise(view, post)
    if (isThanked || (praised.some(isWaiting) && labels.has(post, 'praise_of_other'))) recognise(named)
  }
  return new Set([...voices].filter((voice) => !waiting.has(voice)))
}
