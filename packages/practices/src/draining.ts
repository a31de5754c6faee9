import type { Signal } from '@weft/model/signal'
import { inboundActs } from './acts-toward-us.ts'
import type { Labels } from './labels.ts'
import { oncePerKnowledge } from './once-per-scope.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** What drains. */
export const DRAINING_SIGNALS: readonly Signal[] = ['toxic', 'self_promotion']

/** Once can happen to anybody. */
const TOXIC_MIN = 2

/** Fewer posts than this have no "most". */
const POSTS_MIN = 3

/** What a draining voice sent us in the quarter. */
export interface DrainingOutsider {
  posts: number[]
  toxic: number
  selfPromoting: number
}

/** Outside voices who sent us repeatedly toxic posts, or mostly self-promotion. Only posts that were read or judged count. */
export function drainingOutsiders(view: QuarterView, labels: Labels, scope: Scope): Map<number, DrainingOutsider> {
  const draining = new Map<number, DrainingOutsider>()
  for (const [voice, posts] of sentRepeatedly(view, scope, labels.knows)) {
    const carrying = (signal: 'toxic' | 'self_promotion') =>
      posts.reduce((count, post) => (labels.has(view.postAt(post), signal) ? count + 1 : count), 0)
    const [toxic, selfPromoting] = [carrying('toxic'), carrying('self_promotion')]
    const isMostlySelfPromoting = posts.length >= POSTS_MIN && selfPromoting > posts.length / 2
    if (toxic >= TOXIC_MIN || isMostlySelfPromoting) draining.set(voice, { posts: [...posts], toxic, selfPromoting })
  }
  return draining
}

/** The posts of outside voices who sent us several whose words are known. */
const sentRepeatedly = oncePerKnowledge((view, scope, knows): ReadonlyMap<number, readonly number[]> => {
  const sent = new Map<number, Set<number>>()
  for (const { actor, post, kind } of inboundActs(view, scope)) {
    if (post === null || kind === 'like' || kind === 'repost' || !knows(view.postAt(post), DRAINING_SIGNALS)) continue
    const voice = view.voiceOf(actor)
    sent.set(voice, (sent.get(voice) ?? new Set()).add(post))
  }
  const several = new Map<number, readonly number[]>()
  for (const [voice, posts] of sent) if (posts.size >= TOXIC_MIN) several.set(voice, [...posts])
  return several
})
