import type { AccountRef } from '@weft/model/account'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { decode } from 'html-entities'
import { WrongCell } from '../../cell.ts'
import { idAt, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { readTime } from '../../time.ts'
import { timeOfSnowflake } from './snowflake.ts'

/** An X account by id, handle or both; `null` where neither is known. */
export function xAccount(platformId: string | null, handle: string | null): AccountRef | null {
  return platformId === null && handle === null ? null : { platform: 'x', platformId, handle }
}

/** Link to a status: whose it is (`i` is nobody), and its id. Links to its pictures are no quotes. */
const STATUS_URL =
  /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/(?:i\/web|(\w{1,15}))\/status(?:es)?\/(\d+)(?!\d|\/(?:photo|video))/i

/** A status as a link names it: its id, and its author's handle unless the link leaves that out. */
export interface LinkedStatus {
  id: string
  handle: string | null
}

/** The status that a URL points to, with its author's handle where the URL names it. */
export function statusOfUrl(url: string): LinkedStatus | null {
  const match = STATUS_URL.exec(url)
  if (match?.[2] === undefined) return null
  const handle = match[1] ?? null
  return { id: match[2], handle: handle === null || handle.toLowerCase() === 'i' ? null : handle }
}

/** How a retweet's text begins. */
const RETWEET_TEXT = /^RT @(\w{1,15}):/

/** What the text of a retweet names as its origin, or `null`. */
export function retweetedHandle(text: string): string | null {
  return RETWEET_TEXT.exec(text)?.[1] ?? null
}

/** A handle where people write it: not inside an address, nor after a word. */
const NAMED = /(?<![\w@/])@(\w{1,15})\b/g

/** The accounts that a text names, in order, by handle. */
export function handlesIn(text: string): AccountRef[] {
  return [...text.matchAll(NAMED)].flatMap((match) => xAccount(null, match[1] ?? null) ?? [])
}

/** X's codes for "not known", "no words" and the like, and its old codes for two languages. */
export function languageOfTweet(code: string | null): string | null {
  if (code === null || /^(und|zxx|q\w\w|art)$/.test(code)) return null
  return code === 'in' ? 'id' : code === 'iw' ? 'he' : code
}

/** X writes `&amp;`, `&lt;` and `&gt;` for what people typed; once decoded it is their text. */
export function plainTweetText(text: string): string {
  return decode(text, { level: 'xml' })
}

/** What a tweet is of, beside its own words: which post it answers, passes on or quotes, and whose that is. */
export type Parent = Pick<PostRecord, 'kind' | 'parentId' | 'parentAuthor'>

/**
 * One tweet of an archive as a post by `author`. `parentOf` says what it answers or passes on: archives differ.
 * Throws {@link WrongCell} where id or time cannot be read.
 */
export function postOfTweet(
  tweet: JsonObject,
  author: AccountRef,
  parentOf: (tweet: JsonObject, mentions: AccountRef[]) => Parent,
): PostRecord {
  const id = idAt(tweet, 'id_str', 'id')
  if (id === null) {
    throw new WrongCell({
      column: 'id_str',
      value: textAt(tweet, 'id_str'),
      problem: 'the tweet has no id',
      fix: 'download the archive again from X',
    })
  }
  const text = textAt(tweet, 'full_text') ?? textAt(tweet, 'text')
  const mentions = mentionsOfTweet(tweet)
  return {
    type: 'post',
    id,
    author,
    time: timeOfTweet(id, tweet),
    text: text === null ? null : plainTweetText(text),
    language: languageOfTweet(textAt(tweet, 'lang')),
    conversationId: null,
    url: statusUrl(id),
    mentions,
    ...parentOf(tweet, mentions),
  }
}

/** The accounts that a tweet names, as X found them in its text. */
export function mentionsOfTweet(tweet: JsonObject): AccountRef[] {
  return objectsAt(objectAt(tweet, 'entities'), 'user_mentions').flatMap(
    (mention) => xAccount(idAt(mention, 'id_str', 'id'), textAt(mention, 'screen_name')) ?? [],
  )
}

/** When a tweet was posted: as it says, or else as its id does. Throws {@link WrongCell}. */
function timeOfTweet(id: string, tweet: JsonObject): number {
  const written = textAt(tweet, 'created_at')
  return (written === null ? timeOfSnowflake(id) : null) ?? readTweetTime('created_at', written)
}

/** A status's address by its id alone. */
export function statusUrl(id: string): string {
  return `https://x.com/i/web/status/${id}`
}

/** The time of a tweet, UTC milliseconds. Throws {@link WrongCell}. */
export function readTweetTime(column: string, written: string | null): number {
  const time = written === null ? null : readTime(written)
  if (time !== null) return time.time
  throw new WrongCell({
    column,
    value: written,
    problem: 'no date or time that can be read',
    fix: 'download the archive again from X',
  })
}

/** What a reply answers, `null` where the tweet is none. */
export function repliedTo(tweet: JsonObject): Parent | null {
  const parentId = idAt(tweet, 'in_reply_to_status_id_str', 'in_reply_to_status_id')
  const parentAuthor = xAccount(
    idAt(tweet, 'in_reply_to_user_id_str', 'in_reply_to_user_id'),
    textAt(tweet, 'in_reply_to_screen_name'),
  )
  return parentId === null && parentAuthor === null ? null : { kind: 'reply', parentId, parentAuthor }
}

/** The statuses that a tweet links to, in order. */
function linkedStatuses(tweet: JsonObject): LinkedStatus[] {
  return objectsAt(objectAt(tweet, 'entities'), 'urls').flatMap(
    (url) => statusOfUrl(textAt(url, 'expanded_url') ?? '') ?? [],
  )
}

/** The link of a tweet to the status of that id; `null` without one. */
export function linkedStatus(tweet: JsonObject, id: string | null): LinkedStatus | null {
  return linkedStatuses(tweet).find((status) => status.id === id) ?? null
}

/** What a tweet quotes: the last status it links to, as X shows it; `null` where it links to none but itself. */
export function quotedBy(tweet: JsonObject): Parent | null {
  const own = idAt(tweet, 'id_str', 'id')
  const quoted = linkedStatuses(tweet).findLast((status) => status.id !== own)
  return quoted === undefined
    ? null
    : { kind: 'quote', parentId: quoted.id, parentAuthor: xAccount(null, quoted.handle) }
}

/** A reply that quotes as well is an act toward whom it quotes, too. */
export function quotesOfReply(post: PostRecord, quoted: Parent | null): InteractionRecord[] {
  const target = post.kind === 'reply' ? (quoted?.parentAuthor ?? null) : null
  if (target === null) return []
  const { author: actor, time, id: postId } = post
  return [{ type: 'interaction', actor, target, kind: 'quote', time, postId, post: null }]
}

/** A tweet that answers, passes on and quotes nothing. */
export const NO_PARENT: Parent = { kind: 'original', parentId: null, parentAuthor: null }
