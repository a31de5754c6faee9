import type { AccountRef } from './account.ts'

/** What platforms count for us. `engagements` is their own sum, never one of ours. */
export const COUNTED_THINGS = [
  'followers',
  'following',
  'followers_gained',
  'followers_lost',
  'posts',
  'impressions',
  'reach',
  'views',
  'engagements',
  'likes',
  'replies',
  'reposts',
  'quotes',
  'bookmarks',
  'clicks',
  'profile_visits',
] as const

export type CountedThing = (typeof COUNTED_THINGS)[number]

/**
 * A number that a platform or tool reports of an account or of one of its posts: it tells how many, never who. Kept
 * beside the network, for growth and for comparing with what was observed; nothing in the network is made of it.
 */
export interface CountRecord {
  type: 'count'
  account: AccountRef
  /** The post that is counted for; `null` where the count is the account's. */
  postId: string | null
  thing: CountedThing
  /** A whole number, 0 or more. An empty cell makes no record: it is unknown, not 0. */
  value: number
  /** `day`: what came in on the day that starts at `time`. `total`: the stock, or all since it began, as of `time`. */
  span: 'day' | 'total'
  /** UTC milliseconds; `null` for a total of which the export does not say when it was taken. */
  time: number | null
}
