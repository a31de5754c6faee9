import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import type { SourceRecord } from '../../format.ts'
import { idAt, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { timeOfSnowflake } from './snowflake.ts'
import {
  languageOfTweet,
  linkedStatus,
  NO_PARENT,
  type Parent,
  plainTweetText,
  quotesOfReply,
  readTweetTime,
  retweetedHandle,
  statusUrl,
  xAccount,
} from './tweet.ts'
import { type Counted, profileOfUser, totalsIn } from './user-profile.ts'

/** What one answer tells beside its tweets: the accounts and tweets that they refer to. */
export class AnswerIncludes {
  readonly #users = new Map<string, JsonObject>()
  readonly #idOfName = new Map<string, string>()
  readonly #tweets = new Map<string, JsonObject>()
  readonly #taken = new Set<string>()

  constructor(includes: JsonObject) {
    for (const user of objectsAt(includes, 'users')) {
      const id = idAt(user, 'id')
      if (id === null) continue
      this.#users.set(id, user)
      this.#idOfName.set(textAt(user, 'username')?.toLowerCase() ?? '', id)
    }
    for (const tweet of objectsAt(includes, 'tweets')) this.#tweets.set(idAt(tweet, 'id') ?? '', tweet)
  }

  user(id: string | null): JsonObject | null {
    return this.#users.get(id ?? '') ?? null
  }

  /** Until 2022 mentions came by name alone; the account may be in the answer all the same. */
  idOf(username: string | null): string | null {
    return username === null ? null : (this.#idOfName.get(username.toLowerCase()) ?? null)
  }

  tweet(id: string): JsonObject | null {
    return this.#tweets.get(id) ?? null
  }

  /** The tweet of that id, once: the answer holds it once, however many refer to it. */
  takeTweet(id: string): JsonObject | null {
    const tweet = this.tweet(id)
    if (tweet === null || this.#taken.has(id)) return null
    this.#taken.add(id)
    return tweet
  }
}

/** An account as API v2 writes it, with what X counts of it as of `time`; `null` without id and name. */
export function recordsOfUser(user: JsonObject, time: number | null): [AccountRecord, ...CountRecord[]] | null {
  const account = xAccount(idAt(user, 'id'), textAt(user, 'username'))
  if (account === null) return null
  const counts = totalsIn(objectAt(user, 'public_metrics'), COUNTED_OF_USER, { account, postId: null, time })
  return [profileOfUser(user, account), ...counts]
}

const COUNTED: Counted = [
  ['retweet_count', 'reposts'],
  ['reply_count', 'replies'],
  ['like_count', 'likes'],
  ['quote_count', 'quotes'],
  ['bookmark_count', 'bookmarks'],
  ['impression_count', 'impressions'],
]

const COUNTED_OF_USER: Counted = [
  ['followers_count', 'followers'],
  ['following_count', 'following'],
  ['tweet_count', 'posts'],
]

/** What a tweet tells: the post that it is, and beside it what it refers to, and whoever wrote any of that. */
export interface ToldTweet {
  post: PostRecord
  also: SourceRecord[]
  users: JsonObject[]
}

/**
 * A tweet of API v2 as a post, with what it tells beside: that a reply also quotes, the tweets it refers to, and what
 * X counted of each as of `time`. Throws {@link WrongCell}.
 */
export function recordsOfTweet(tweet: JsonObject, includes: AnswerIncludes, time: number | null): ToldTweet {
  const post = postOf(tweet, includes)
  const referred = objectsAt(tweet, 'referenced_tweets')
    // A flattened tweet has the one it refers to inside it.
    .map((reference) => ('text' in reference ? reference : includes.takeTweet(idAt(reference, 'id') ?? '')))
    .filter((inside) => inside !== null)
  return {
    post,
    also: [
      ...quotesOfReply(post, quotedIn(tweet, includes)),
      ...countsOfTweet(tweet, post, time),
      ...referred.flatMap((each) => recordsOfReferred(each, includes, time)),
    ],
    users: [tweet, ...referred].map((each) => userOf(each, includes)).filter((user) => user !== null),
  }
}

/** What is only referred to may come without its author; the tweet that refers to it still stands. */
function recordsOfReferred(tweet: JsonObject, includes: AnswerIncludes, time: number | null): SourceRecord[] {
  try {
    const post = postOf(tweet, includes)
    return [post, ...quotesOfReply(post, quotedIn(tweet, includes)), ...countsOfTweet(tweet, post, time)]
  } catch (error) {
    if (error instanceof WrongCell) return []
    throw error
  }
}

/** On a retweet X repeats what it counted for the original. */
function countsOfTweet(tweet: JsonObject, post: PostRecord, time: number | null): CountRecord[] {
  if (post.kind === 'repost') return []
  return totalsIn(objectAt(tweet, 'public_metrics'), COUNTED, { account: post.author, postId: post.id, time })
}

function postOf(tweet: JsonObject, includes: AnswerIncludes): PostRecord {
  const id = idAt(tweet, 'id')
  if (id === null) throw wrong('id', textAt(tweet, 'id'), 'the tweet has no id')
  const author = authorOf(tweet, includes)
  if (author === null) throw wrong('author_id', null, 'the tweet does not name its author')
  const written = textAt(tweet, 'created_at')
  // What is longer than a tweet used to be is cut in `text`.
  const long = objectAt(tweet, 'note_tweet')
  const text = textAt(long, 'text') ?? textAt(tweet, 'text')
  const entities = isObject(long['entities']) ? long['entities'] : objectAt(tweet, 'entities')
  const forms = Array.isArray(tweet['edit_history_tweet_ids']) ? tweet['edit_history_tweet_ids'].map(String) : []
  const time = written === null ? timeOfSnowflake(id) : readTweetTime('created_at', written)
  return {
    type: 'post',
    id,
    author,
    time,
    text: text === null ? null : plainTweetText(text),
    language: languageOfTweet(textAt(tweet, 'lang')),
    conversationId: textAt(tweet, 'conversation_id'),
    url: statusUrl(id),
    mentions: objectsAt(entities, 'mentions').flatMap((mention) => {
      const handle = textAt(mention, 'username')
      return xAccount(idAt(mention, 'id') ?? includes.idOf(handle), handle) ?? []
    }),
    ...parentOf(tweet, textAt(tweet, 'text') ?? '', includes),
    ...(forms.length > 1 && forms.at(-1) === id
      ? { edit: { time, replaces: forms.filter((form) => form !== id) } }
      : {}),
  }
}

function userOf(tweet: JsonObject, includes: AnswerIncludes): JsonObject | null {
  return isObject(tweet['author']) ? tweet['author'] : includes.user(idAt(tweet, 'author_id'))
}

function authorOf(tweet: JsonObject, includes: AnswerIncludes): AccountRef | null {
  const user = userOf(tweet, includes)
  return xAccount(idAt(tweet, 'author_id') ?? idAt(user ?? {}, 'id'), textAt(user ?? {}, 'username'))
}

/** What a tweet is: a retweet is nothing else; a reply may quote too, and is a reply then. */
function parentOf(tweet: JsonObject, text: string, includes: AnswerIncludes): Parent {
  const references = objectsAt(tweet, 'referenced_tweets')
  const referenceOf = (type: string) => references.find((reference) => reference['type'] === type)
  const retweeted = referenceOf('retweeted')
  if (retweeted !== undefined) {
    const handle = retweetedHandle(text)
    return { kind: 'repost', ...origin(retweeted, includes, xAccount(null, handle)) }
  }
  const answered = referenceOf('replied_to')
  const answeredId = idAt(tweet, 'in_reply_to_user_id')
  if (answered !== undefined || answeredId !== null) {
    const user = isObject(tweet['in_reply_to_user']) ? tweet['in_reply_to_user'] : includes.user(answeredId)
    const author = xAccount(answeredId, textAt(user ?? {}, 'username'))
    return { kind: 'reply', ...(answered === undefined ? NOWHERE : origin(answered, includes, null)), ...known(author) }
  }
  return quotedIn(tweet, includes) ?? NO_PARENT
}

const NOWHERE = { parentId: null, parentAuthor: null }

function known(parentAuthor: AccountRef | null): { parentAuthor: AccountRef } | object {
  return parentAuthor === null ? {} : { parentAuthor }
}

function origin(
  reference: JsonObject,
  includes: AnswerIncludes,
  otherwise: AccountRef | null,
): { parentId: string | null; parentAuthor: AccountRef | null } {
  const parentId = idAt(reference, 'id')
  const tweet = textAt(reference, 'text') === null ? includes.tweet(parentId ?? '') : reference
  return { parentId, parentAuthor: (tweet === null ? null : authorOf(tweet, includes)) ?? otherwise }
}

/** Where a quoted tweet is not in the answer, the link to it names its author. */
function linkedAuthor(tweet: JsonObject, quoted: JsonObject): AccountRef | null {
  return xAccount(null, linkedStatus(tweet, idAt(quoted, 'id'))?.handle ?? null)
}

/** What a tweet quotes, be it a reply or not. */
function quotedIn(tweet: JsonObject, includes: AnswerIncludes): Parent | null {
  const quoted = objectsAt(tweet, 'referenced_tweets').find((reference) => reference['type'] === 'quoted')
  return quoted === undefined ? null : { kind: 'quote', ...origin(quoted, includes, linkedAuthor(tweet, quoted)) }
}

function wrong(column: string, value: string | null, problem: string): WrongCell {
  const fix = 'ask the API again with tweet.fields=author_id,created_at and expansions=author_id'
  return new WrongCell({ column, value, problem, fix })
}
