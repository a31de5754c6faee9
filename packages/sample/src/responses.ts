import type { Institution, SampleAccount, SamplePost } from './institution.ts'

/** What was done to each post: replies, quotes, reposts and likes. */
export type Responses = Map<SamplePost, { actor: SampleAccount; kind: string; time: number }[]>

/** Gathers all that was done to each post. O(posts + likes). */
export function responsesByPost({ posts, likes }: Omit<Institution, 'truth'>): Responses {
  const responses: Responses = new Map()
  const add = (to: SamplePost, actor: SampleAccount, kind: string, time: number) => {
    const list = responses.get(to)
    if (list === undefined) responses.set(to, [{ actor, kind, time }])
    else list.push({ actor, kind, time })
  }
  for (const post of posts) if (post.parent !== null) add(post.parent, post.author, post.kind, post.time)
  for (const like of likes) add(like.post, like.actor, 'like', like.time)
  return responses
}
