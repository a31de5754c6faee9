import type { AccountRef } from '@weft/model/account'
import type { CountRecord } from '@weft/model/count-record'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import type { SourceRecord } from '../../format.ts'
import { idAt, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import {
  linkedStatus,
  NO_PARENT,
  type Parent,
  postOfTweet,
  quotedBy,
  quotesOfReply,
  repliedTo,
  retweetedHandle,
  xAccount,
} from './tweet.ts'
import { type Counted, totalsIn } from './user-profile.ts'

/** What a status tells: the post that it is, and beside it what it passes on or quotes, and whoever wrote any of that. */
export interface ToldStatus {
  post: PostRecord
  also: SourceRecord[]
  users: JsonObject[]
}

/**
 * A status of API v1.1 as a post, with the one that it passes on or quotes, and what X counted of each as of `time`.
 * Throws {@link WrongCell}.
 */
export function recordsOfStatus(item: JsonObject, time: number | null): ToldStatus {
  const post = postOf(item)
  const inner = ['retweeted_status', 'quoted_status'].flatMap((key) => (isObject(item[key]) ? [item[key]] : []))
  return {
    post,
    also: [
      ...quotesOfReply(post, quoteIn(wholeStatus(item))),
      ...countsOf(item, post, time),
      ...inner.flatMap((status) => recordsOfInner(status, time)),
    ],
    users: [item, ...inner].map((status) => objectAt(status, 'user')),
  }
}

/** What is only passed on may be broken; the status that passes it on still stands. */
function recordsOfInner(status: JsonObject, time: number | null): SourceRecord[] {
  try {
    const post = postOf(status)
    return [post, ...quotesOfReply(post, quoteIn(wholeStatus(status))), ...countsOf(status, post, time)]
  } catch (error) {
    if (error instanceof WrongCell) return []
    throw error
  }
}

const COUNTED: Counted = [
  ['retweet_count', 'reposts'],
  ['favorite_count', 'likes'],
]

/** On a retweet X repeats what it counted for the original. */
function countsOf(status: JsonObject, post: PostRecord, time: number | null): CountRecord[] {
  return post.kind === 'repost' ? [] : totalsIn(status, COUNTED, { account: post.author, postId: post.id, time })
}

function postOf(status: JsonObject): PostRecord {
  const author = authorOf(status)
  if (author === null) {
    const fix = 'ask the API again for whole statuses'
    throw new WrongCell({ column: 'user', value: null, problem: 'the tweet does not name its author', fix })
  }
  return postOfTweet(wholeStatus(status), author, parentOf)
}

function authorOf(status: JsonObject): AccountRef | null {
  const user = objectAt(status, 'user')
  return xAccount(idAt(user, 'id_str', 'id'), textAt(user, 'screen_name'))
}

/**
 * Streams put what is longer than a tweet used to be into `extended_tweet`. python-twitter lifts mentions and links out
 * of their entities and drops what is empty.
 */
function wholeStatus(status: JsonObject): JsonObject {
  const long = objectAt(status, 'extended_tweet')
  if (textAt(long, 'full_text') !== null) return { ...status, ...long }
  if (isObject(status['entities'])) return status
  const { user_mentions: mentions = [], urls = [] } = status
  return { ...status, entities: { user_mentions: mentions, urls } }
}

function parentOf(status: JsonObject, mentions: AccountRef[]): Parent {
  const retweeted = status['retweeted_status']
  if (isObject(retweeted)) return { kind: 'repost', ...origin(retweeted) }
  const handle = retweetedHandle(textAt(status, 'full_text') ?? textAt(status, 'text') ?? '')
  if (handle !== null) {
    const named = mentions.find((mention) => mention.handle?.toLowerCase() === handle.toLowerCase())
    return { kind: 'repost', parentId: null, parentAuthor: named ?? xAccount(null, handle) }
  }
  return repliedTo(status) ?? quoteIn(status) ?? NO_PARENT
}

/** What a status quotes, also where that is gone: its id stays. */
function quoteIn(status: JsonObject): Parent | null {
  const quoted = status['quoted_status']
  if (isObject(quoted)) return { kind: 'quote', ...origin(quoted) }
  const parentId = idAt(status, 'quoted_status_id_str', 'quoted_status_id')
  if (parentId === null) return quotedBy(status)
  return { kind: 'quote', parentId, parentAuthor: xAccount(null, linkedStatus(status, parentId)?.handle ?? null) }
}

function origin(status: JsonObject): { parentId: string | null; parentAuthor: AccountRef | null } {
  return { parentId: idAt(status, 'id_str', 'id'), parentAuthor: authorOf(status) }
}
