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
  const byActs = recognisedByActs(view, scope)
  const waiting = new Set([...voices].filter((voice) => !byActs.has(voice)))
  const isWaiting = (outsider: number) => waiting.has(view.voiceOf(outsider))
  for (const { post, named, praised } of ownPostsNaming(view, scope)) {
    const isThanked = named.some(isWaiting) && labels.has(post, 'thanks')
    if (!isThanked && !(praised.some(isWaiting) && labels.has(post, 'praise_of_other'))) continue
    for (const outsider of named) waiting.delete(view.voiceOf(outsider))
  }
  return new Set([...voices].filter((voice) => !waiting.has(voice)))
}

/** Outside voices whom we answered or passed on: nothing needs to be read to see that. */
const recognisedByActs = oncePerScope((view, scope): ReadonlySet<number> => {
  const recognised = new Set<number>()
  for (const { target, kind } of outboundActs(view, scope)) {
    if (kind === 'reply' || kind === 'comment') recognised.add(view.voiceOf(target))
  }
  for (const { outsiders } of passedOn(view, scope)) {
    for (const outsider of outsiders) recognised.add(view.voiceOf(outsider))
  }
  return recognised
})

/** Our posts that name outsiders, with these and those of them whom the post would praise if it did. */
const ownPostsNaming = oncePerScope((view, scope) =>
  ownPosts(view, scope).flatMap((post) => {
    const named = outsidersNamed(view, post.place)
    return named.length === 0 ? [] : [{ post, named, praised: outsidersToPraise(view, post) }]
  }),
)
