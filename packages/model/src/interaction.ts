import { type AccountRef, accountKey } from './account.ts'
import type { PostRecord } from './post.ts'

export const INTERACTION_KINDS = ['reply', 'mention', 'repost', 'quote', 'like', 'comment'] as const

export type InteractionKind = (typeof INTERACTION_KINDS)[number]

/** One directed act at a time: actor -> target. */
export interface InteractionRecord {
  type: 'interaction'
  actor: AccountRef
  target: AccountRef
  kind: InteractionKind
  time: number | null
  /** The post that carries the act (the reply, the mentioning post), or for a like the post that is liked. */
  postId: string | null
  /** The post itself, where the row holds one: a generic interactions row with text or parent. */
  post: PostRecord | null
}

/**
 * The interactions that one post makes: one per (target, kind).
 *
 * A reply is a reply to its parent's author and a mention of everyone else it names; a repost is a repost and
 * nothing more, whoever the passed-on text names; a quote is a quote and mentions the others. Acts toward oneself
 * are kept: networks leave them out, receipts count them. A reply whose parent author is unknown makes mentions only.
 *
 * O(mentions). Source: method.md §1.
 */
export function interactionsOfPost(post: PostRecord): InteractionRecord[] {
  const acts: InteractionRecord[] = []
  const seen = new Set<string>()
  const add = (target: AccountRef, kind: InteractionKind) => {
    const key = accountKey(target)
    if (seen.has(key)) return
    seen.add(key)
    acts.push({ type: 'interaction', actor: post.author, target, kind, time: post.time, postId: post.id, post: null })
  }
  if (post.parentAuthor !== null && post.kind !== 'original') add(post.parentAuthor, post.kind)
  if (post.kind === 'repost') return acts
  for (const mention of post.mentions) {
    // The replied-to account may be named by id in one field and by handle in another.
    if (post.parentAuthor !== null && post.kind !== 'original' && isSameHandle(mention, post.parentAuthor)) continue
    add(mention, 'mention')
  }
  return acts
}

function isSameHandle(one: AccountRef, other: AccountRef): boolean {
  return (
    one.platform === other.platform &&
    one.handle !== null &&
    other.handle !== null &&
    one.handle.toLowerCase() === other.handle.toLowerCase()
  )
}
