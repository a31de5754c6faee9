import { DAY } from './durations.ts'
import { oncePerScope, oncePerView } from './once-per-scope.ts'
import { outsidersNamed } from './promotions.ts'
import type { QuarterView } from './quarter-view.ts'

/** Later than this, an acquaintance is no longer owed to the introduction. */
export const MEETING_WINDOW = 60 * DAY

/** A post that names more outsiders than this is a list, not an introduction. */
const NAMED_MAX = 10

/** Two outsiders whom a post of ours named together before they had a tie. */
export interface IntroducedPair {
  one: number
  other: number
  post: number
  time: number
  cluster: number
  /** True where they interacted, either way, within 60 days. */
  hasMet: boolean
}

/** The pairs introduced in the quarter, each once, by the first post that did. */
export const introducedPairs = oncePerScope((view, scope): readonly IntroducedPair[] => {
  const meetings = meetingsOf(view)
  const introduced = new Map<number, IntroducedPair>()
  for (const post of view.posts) {
    if (!view.isInside(post.author) || post.kind === 'repost') continue
    if (!scope.holds(view.platformOf(post.author), post.time, post.time + MEETING_WINDOW)) continue
    const named = [...new Set(outsidersNamed(view, post.place).map(view.voiceOf))].sort((a, b) => a - b)
    if (named.length > NAMED_MAX) continue
    for (const [place, one] of named.entries()) {
      for (const other of named.slice(place + 1)) {
        const key = pairKey(view, one, other)
        const times = meetings.get(key) ?? []
        if (introduced.has(key) || times.some((time) => time <= post.time)) continue
        const hasMet = times.some((time) => time <= post.time + MEETING_WINDOW)
        const cluster = view.conversationCluster(post)
        introduced.set(key, { one, other, post: post.place, time: post.time, cluster, hasMet })
      }
    }
  }
  return [...introduced.values()]
})

/** When each pair of outsiders interacted, whole history, in order of time. O(interactions), once. */
export const meetingsOf = oncePerView((view): ReadonlyMap<number, readonly number[]> => {
  const meetings = new Map<number, number[]>()
  for (const { actor, target, time } of view.history.interactions) {
    if (view.isInside(actor) || view.isInside(target)) continue
    const key = pairKey(view, view.voiceOf(actor), view.voiceOf(target))
    const times = meetings.get(key)
    if (times === undefined) meetings.set(key, [time])
    else times.push(time)
  }
  return meetings
})

/** One number for two voices, whichever comes first. */
export function pairKey(view: QuarterView, one: number, other: number): number {
  return Math.min(one, other) * view.history.accounts.length + Math.max(one, other)
}
