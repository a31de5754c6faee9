import type { Signal } from '@weft/model/signal'
import { inboundActs } from './acts-toward-us.ts'
import type { Labels } from './labels.ts'
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
  const sent = new Map<number, Set<number>>()
  for (const { actor, post, kind } of inboundActs(view, scope)) {
    if (post === null || kind === 'like' || kind === 'repost' || !labels.knows(view.postAt(post), DRAINING_SIGNALS))
      continue
    const voice = view.voiceOf(actor)
    sent.set(voice, (sent.get(voice) ?? new Set()).add(post))
  }
  const draining = new Map<number, DrainingOutsider>()
  for (const [voice, posts] of sent) {
    if (posts.size < TOXIC_MIN) continue
    const carrying = (signal: 'toxic' | 'self_promotion') =>
      [...posts].filter((post) => labels.has(view.postAt(post), signal)).length
    const [toxic, selfPromoting] = [carrying('toxic'), carrying('self_promotion')]
    const isMostlySelfPromoting = posts.size >= POSTS_MIN && selfPromoting > posts.size / 2
    if (toxic >= TOXIC_MIN || isMostlySelfPromoting) draining.set(voice, { posts: [...posts], toxic, selfPromoting })
  }
  return draining
}
