import type { Behaviour } from './behaviour-counts.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import { isOurs, ownOriginals } from './our-posts.ts'

/** What we put up for debate, and what the debate is like. */
export function countProvocation(posts: readonly SamplePost[]): Behaviour['provocation'] {
  const originals = new Map(ownOriginals(posts).map((post) => [post.id, post]))
  const isProvocative = ({ signals }: SamplePost) => signals.includes('stance') || signals.includes('question')
  const repliers = new Map<SamplePost, Set<SampleAccount>>()
  const replies = posts.filter(
    (post) => post.kind === 'reply' && !isOurs(post.author) && originals.has(post.conversationId),
  )
  for (const reply of replies) {
    const root = originals.get(reply.conversationId) as SamplePost
    repliers.set(root, (repliers.get(root) ?? new Set()).add(reply.author))
  }
  const heard = (roots: SamplePost[]) => roots.reduce((sum, root) => sum + (repliers.get(root)?.size ?? 0), 0)
  const provocative = [...originals.values()].filter(isProvocative)
  const ordinary = [...originals.values()].filter((post) => !isProvocative(post))
  const provokedReplies = replies.filter((reply) => isProvocative(originals.get(reply.conversationId) as SamplePost))
  return {
    provocative: provocative.length,
    provoked: heard(provocative),
    ordinary: ordinary.length,
    ordinaryRepliers: heard(ordinary),
    threadReplies: replies.length,
    threadRepliesAmongOthers: replies.filter(({ parent }) => parent !== null && !isOurs(parent.author)).length,
    provokedReplies: provokedReplies.length,
    provokedInsults: provokedReplies.filter(({ signals }) => signals.includes('toxic')).length,
  }
}
