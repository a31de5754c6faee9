import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { DeletionRecord } from '@weft/model/deletion-record'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import type { Made } from '../../made-row.ts'
import { readTime } from '../../time.ts'
import { accountOfUri, blueskyAccount, isDid, readAtUri, timeOfKey } from './at-uri.ts'

const POST = 'app.bsky.feed.post'

/** Nothing was posted before the network was opened to a few; such dates were written by hand. */
const OPENED = Date.parse('2022-01-01')

/** A clock that is wrong by less than this is an honest one. */
const HONEST_CLOCK_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * When a record was made. Its own word comes from the author's machine and may be any: where it lies before the network
 * or after `seen`, when a server first saw it, the server is believed instead. Where no server says, the record's key
 * is, which is a clock as well. `null` where nothing that can be right is said.
 */
export function timeOfRecord(record: JsonObject, key: string, seen: number | null): number | null {
  const said = readTime(textAt(record, 'createdAt') ?? '')?.time ?? null
  const keyed = timeOfKey(key)
  const made = keyed !== null && keyed >= OPENED ? keyed : null
  const latest = seen ?? (made === null ? Number.POSITIVE_INFINITY : made + HONEST_CLOCK_MILLISECONDS)
  if (said !== null && said >= OPENED && said <= latest) return said
  return seen ?? made
}

/**
 * What a record in an account's repository says: a post, a like, a repost, a follow. `seen` is when a server indexed
 * it, if that is known; `edited`, when it took this form. Throws {@link WrongCell} for a record that is not whole.
 */
export function madeOfRecord(
  uri: string,
  author: AccountRef,
  value: LosslessJson,
  {
    seen = null,
    edited = null,
    snapshotTime = null,
  }: { seen?: number | null; edited?: number | null; snapshotTime?: number | null } = {},
): Made {
  const place = readAtUri(uri)
  if (place === null) throw wrong('uri', uri, 'no address of a record')
  if (!isObject(value)) throw wrong('record', null, 'the record is not there, or is none')
  const record = value
  const type = textAt(record, '$type') ?? place.collection
  const time = timeOfRecord(record, place.key, seen)
  switch (type) {
    case POST: {
      const post = postOf(uri, author, record, time)
      const whole: PostRecord = edited === null ? post : { ...post, edit: { time: edited, replaces: [] } }
      return [whole, ...quoteBeside(whole, record)]
    }
    case 'app.bsky.feed.like': {
      const liked = textAt(objectAt(record, 'subject'), 'uri')
      const target = accountOfUri(liked)
      if (target === null) return { ignored: 'a like of something that is no record of anybody' }
      return { type: 'interaction', actor: author, target, kind: 'like', time, postId: liked, post: null }
    }
    case 'app.bsky.feed.repost':
      return repostOf(author, textAt(objectAt(record, 'subject'), 'uri'), time)
    case 'app.bsky.graph.follow': {
      const did = textAt(record, 'subject')
      if (did === null || !isDid(did)) throw wrong('subject', did, 'the follow does not say whom')
      const since = time === null ? {} : { since: time }
      return { type: 'follow', follower: author, followed: blueskyAccount(did), snapshotTime, ...since }
    }
    case 'app.bsky.actor.profile':
      return profileOf(record, author)
    case 'app.bsky.graph.block':
    case 'app.bsky.graph.listblock':
      return { ignored: 'a block: nobody’s business' }
    default:
      return { ignored: `a record of another kind (${type})` }
  }
}

/**
 * A repost of the post at that address, as a post of its own without words. It is known by what was reposted and by whom:
 * its own address stands in some answers only, and one act must not count twice. Throws {@link WrongCell}.
 */
export function repostOf(author: AccountRef, original: string | null, time: number | null): PostRecord {
  const parentAuthor = accountOfUri(original)
  if (parentAuthor === null) throw wrong('subject', original, 'the repost does not say of what')
  return {
    type: 'post',
    id: `${original}#reposted-by-${author.platformId}`,
    author,
    time,
    kind: 'repost',
    text: null,
    language: null,
    parentId: original,
    conversationId: null,
    url: null,
    parentAuthor,
    mentions: [],
  }
}

/** What the deletion of a record takes away: a post, where it was one. Of others it names the address only, not what it was. */
export function deletionOf(uri: string, time: number | null): DeletionRecord | { ignored: string } {
  return readAtUri(uri)?.collection === POST
    ? { type: 'deletion', platform: 'bluesky', postId: uri, time }
    : { ignored: 'takes a like, repost, follow or other record back: only its key is named' }
}

/** What an account says of itself, in its own record or in an answer. */
export function profileOf(profile: JsonObject, account: AccountRef): AccountRecord {
  const website = textAt(profile, 'website')
  return {
    type: 'account',
    account,
    displayName: textAt(profile, 'displayName'),
    description: textAt(profile, 'description'),
    exporter: false,
    ...(website === null ? {} : { website }),
  }
}

function postOf(uri: string, author: AccountRef, record: JsonObject, time: number | null): PostRecord {
  const answered = textAt(objectAt(objectAt(record, 'reply'), 'parent'), 'uri')
  const quoted = quotedPost(record)
  const parentId = answered ?? quoted
  const { langs } = record
  const [language] = Array.isArray(langs) ? langs : []
  return {
    type: 'post',
    id: uri,
    author,
    time,
    kind: answered !== null ? 'reply' : quoted !== null ? 'quote' : 'original',
    text: textAt(record, 'text'),
    language: typeof language === 'string' && language !== '' ? language : null,
    parentId,
    conversationId: textAt(objectAt(objectAt(record, 'reply'), 'root'), 'uri'),
    url: addressOf(uri),
    parentAuthor: accountOfUri(parentId),
    mentions: mentionsIn(record),
  }
}

function addressOf(uri: string): string | null {
  const place = readAtUri(uri)
  return place === null ? null : `https://bsky.app/profile/${place.did}/post/${place.key}`
}

/** The post that is shown inside this one, alone or beside a picture; lists and feeds shown so are no posts. */
function quotedPost(record: JsonObject): string | null {
  const embed = objectAt(record, 'embed')
  const shown = objectAt(embed, 'record')
  const uri = textAt(shown, 'uri') ?? textAt(objectAt(shown, 'record'), 'uri')
  return readAtUri(uri)?.collection === POST ? uri : null
}

/** A reply that shows a post as well is an act toward its author, too. */
function quoteBeside(post: PostRecord, record: JsonObject): InteractionRecord[] {
  const target = post.kind === 'reply' ? accountOfUri(quotedPost(record)) : null
  if (target === null) return []
  return [
    { type: 'interaction', actor: post.author, target, kind: 'quote', time: post.time, postId: post.id, post: null },
  ]
}

function mentionsIn(record: JsonObject): AccountRef[] {
  return objectsAt(record, 'facets').flatMap((facet) =>
    objectsAt(facet, 'features').flatMap((feature) => {
      const did = feature['$type'] === 'app.bsky.richtext.facet#mention' ? textAt(feature, 'did') : null
      return did === null || !isDid(did) ? [] : [blueskyAccount(did)]
    }),
  )
}

/** True for what stands in a list of records: an address and a value. */
export function isRecordView(item: JsonObject): boolean {
  return readAtUri(textAt(item, 'uri')) !== null && isObject(item['value'])
}

export function wrong(column: string, value: string | null, problem: string): WrongCell {
  return new WrongCell({ column, value, problem, fix: 'fetch or export it again' })
}
