import type { SampleAccount, SampleInteraction, SamplePost } from './institution.ts'

/**
 * The acts one post makes, one per (target, kind): method.md §1. A repost is a repost and nothing more; the account
 * replied to or quoted is not counted as mentioned too.
 */
export function interactionsOfPost(post: SamplePost): SampleInteraction[] {
  const acts: SampleInteraction[] = []
  const seen = new Set<SampleAccount>()
  const add = (target: SampleAccount, kind: SampleInteraction['kind']) => {
    if (seen.has(target)) return
    seen.add(target)
    acts.push({ actor: post.author, target, kind, time: post.time, post })
  }
  if (post.parent !== null && post.kind !== 'original') add(post.parent.author, post.kind)
  if (post.kind === 'repost') return acts
  for (const named of post.mentions) add(named, 'mention')
  return acts
}
