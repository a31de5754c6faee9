import { isInside } from '@weft/model/party'
import type { SampleAccount, SamplePost } from './institution.ts'

/** True for the brand and its staff. */
export function isOurs({ party }: SampleAccount): boolean {
  return isInside(party)
}

/** The originals of the brand and its staff. */
export function ownOriginals(posts: readonly SamplePost[]): SamplePost[] {
  return posts.filter((post) => post.kind === 'original' && isOurs(post.author))
}
