import type { AccountRef } from '@weft/model/account'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { type JsonObject, textAt, wholeNumberAt } from '../../json-fields.ts'
import { blueskyAccount, isDid } from './at-uri.ts'

/** Which fields of a post or an account count what. */
type Counted = readonly [key: string, thing: CountedThing][]

export const COUNTED_OF_POST: Counted = [
  ['replyCount', 'replies'],
  ['repostCount', 'reposts'],
  ['likeCount', 'likes'],
  ['quoteCount', 'quotes'],
]

export const COUNTED_OF_ACCOUNT: Counted = [
  ['followersCount', 'followers'],
  ['followsCount', 'following'],
  ['postsCount', 'posts'],
]

/** What the server counted. */
export function countsIn(
  of: JsonObject,
  counted: Counted,
  about: Pick<CountRecord, 'account' | 'postId' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([key, thing]) => {
    const value = wholeNumberAt(of, key)
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value, span: 'total' as const }]
  })
}

/** An account as answers show it; `null` where none is named. */
export function accountOf(view: JsonObject): AccountRef | null {
  const did = textAt(view, 'did')
  return did === null || !isDid(did) ? null : blueskyAccount(did, textAt(view, 'handle'))
}
