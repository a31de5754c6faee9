import type { AccountRef } from '@weft/model/account'
import type { InteractionKind, InteractionRecord } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { SourceRecord } from '../../format.ts'
import { type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import type { Made } from '../../made-row.ts'
import type { MetaList } from './meta-download.ts'

const HANDLE = /^[A-Za-z0-9._]{1,30}$/

/** `@name` in a caption or comment; a name neither begins nor ends with a point. */
const MENTION = /(?<![\w.@/])@([A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?)/g

const HOSTS = /^https?:\/\/(?:www\.)?(?:instagram\.com|threads\.net|threads\.com)\//i

/** Meta writes the headings of its own entries in the language of the account. */
const COMMENT_HEADINGS = ['comment', 'opmerking', 'kommentar', 'commentaire', 'comentario', 'commento', 'comentário']

/** The lists of an Instagram download, Threads among them. */
export const INSTAGRAM_LISTS: readonly MetaList[] = [
  follows('instagram', 'relationships_followers', 'inbound'),
  { ...follows('instagram', null, 'inbound'), isItem: isFollower },
  follows('instagram', 'relationships_following', 'outbound'),
  {
    platform: 'instagram',
    key: 'relationships_unfollowed_users',
    direction: 'as_observed',
    acts: [],
    text: false,
    record: (item, owner) => {
      const { account, time } = listedAccount('instagram', item)
      const ended = time === null ? {} : { until: time }
      return { type: 'follow', follower: owner, followed: account, snapshotTime: null, ...ended }
    },
  },
  { ...comments('comments_media_comments') },
  { ...comments('comments_reels_comments') },
  { ...comments(null), isItem: (item) => typeof item['string_map_data'] === 'object' && 'media_list_data' in item },
  { ...likes('instagram', 'likes_media_likes') },
  { ...likes('instagram', 'likes_comment_likes') },
  { ...likes('instagram', null), isItem: (item) => Array.isArray(item['label_values']) && 'timestamp' in item },
  {
    ...posts('instagram', null),
    isItem: (item) => objectsAt(item, 'media').some((media) => 'creation_timestamp' in media),
  },
  follows('threads', 'text_post_app_text_post_app_followers', 'inbound'),
  follows('threads', 'text_post_app_text_post_app_following', 'outbound'),
  posts('threads', 'text_post_app_text_posts'),
  likes('threads', 'text_post_app_media_likes'),
]

function isFollower(item: JsonObject): boolean {
  return objectsAt(item, 'string_list_data').some((entry) => HOSTS.test(textAt(entry, 'href') ?? ''))
}

/** Lists of follows with their dates: these platforms are among the few that say since when. */
function follows(platform: Platform, key: string | null, direction: 'inbound' | 'outbound'): MetaList {
  return {
    platform,
    key,
    direction,
    acts: ['follow'],
    text: false,
    record: (item, owner, takenAt) => {
      const { account, time } = listedAccount(platform, item)
      const [follower, followed] = direction === 'inbound' ? [account, owner] : [owner, account]
      const since = time === null ? {} : { since: time }
      return { type: 'follow', follower, followed, snapshotTime: takenAt, ...since }
    },
  }
}

/** The handle stands in `value`, since 2025 in `title`, and always at the end of the link. */
function listedAccount(platform: Platform, item: JsonObject): { account: AccountRef; time: number | null } {
  const entry = objectsAt(item, 'string_list_data')[0] ?? {}
  const fromLink =
    (textAt(entry, 'href') ?? '')
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  const names = [textAt(entry, 'value'), textAt(item, 'title'), fromLink.replace(/^@/, '')]
  const handle = names.find((name) => name !== null && HANDLE.test(name) && name !== '_u')
  if (handle === undefined || handle === null) throw noAccount(textAt(entry, 'href'))
  return { account: { platform, platformId: null, handle }, time: secondsAt(entry, 'timestamp') }
}

function noAccount(value: string | null): WrongCell {
  const problem = 'no account is named'
  return new WrongCell({ column: 'string_list_data', value, problem, fix: 'ask Meta for the download again, as JSON' })
}

function comments(key: string | null): MetaList {
  return {
    platform: 'instagram',
    key,
    direction: 'outbound',
    acts: ['post', 'comment'],
    text: true,
    record: (item, owner) => {
      const { text, target, time } = commentIn(objectAt(item, 'string_map_data'))
      if (time === null) throw noTime()
      const id = derivedId('comment', owner.handle, time, target, text)
      const about = { id, author: owner, time, text, language: null, parentId: null, conversationId: null, url: null }
      const author = target === null ? null : { platform: 'instagram' as const, platformId: null, handle: target }
      const post: PostRecord = { type: 'post', ...about, kind: 'reply', parentAuthor: author, mentions: [] }
      const mentions = mentionsIn('instagram', text ?? '')
      if (author === null) return { ...post, mentions }
      const act = (kind: InteractionKind, to: AccountRef): InteractionRecord => {
        return { type: 'interaction', actor: owner, target: to, kind, time, postId: id, post: null }
      }
      const others = mentions.filter((mention) => mention.handle?.toLowerCase() !== target?.toLowerCase())
      return [{ ...act('comment', author), post }, ...others.map((mention) => act('mention', mention))]
    },
  }
}

/** Comment, owner of the medium and time; by their headings where these are known, else by what they hold. */
function commentIn(map: JsonObject): { text: string | null; target: string | null; time: number | null } {
  let text: string | null = null
  let target: string | null = null
  let time: number | null = null
  for (const heading of Object.keys(map)) {
    const entry = objectAt(map, heading)
    time ??= secondsAt(entry, 'timestamp')
    const value = textAt(entry, 'value')
    if (value === null) continue
    if (COMMENT_HEADINGS.includes(heading.toLowerCase())) text = value
    else if (text !== null || HANDLE.test(value)) target = HANDLE.test(value) ? value : target
    else text = value
  }
  return { text, target, time }
}

/** Likes of 2021 to 2025 have a title and a link; later ones name link and owner among labelled values. */
function likes(platform: Platform, key: string | null): MetaList {
  return {
    platform,
    key,
    direction: 'outbound',
    acts: ['like'],
    text: false,
    record: (item, owner): Made => {
      const entry = objectsAt(item, 'string_list_data')[0] ?? {}
      const labels = objectsAt(item, 'label_values')
      const handle = textAt(item, 'title') ?? ownerIn(labels)
      const time = secondsAt(entry, 'timestamp') ?? secondsAt(item, 'timestamp')
      const url = textAt(entry, 'href') ?? labels.map((label) => textAt(label, 'href')).find((href) => href !== null)
      if (handle === null || !HANDLE.test(handle)) return { ignored: 'does not say whose post was liked' }
      const target: AccountRef = { platform, platformId: null, handle }
      const postId = /\/(?:p|reel|reels|tv|post|t)\/([\w-]+)/.exec(url ?? '')?.[1] ?? null
      return { type: 'interaction', actor: owner, target, kind: 'like', time, postId, post: null }
    },
  }
}

function ownerIn(labels: readonly JsonObject[]): string | null {
  for (const label of labels) {
    for (const group of objectsAt(label, 'dict')) {
      const names = objectsAt(group, 'dict').map((entry) => textAt(entry, 'value'))
      const handle = names.find((name) => name !== null && HANDLE.test(name))
      if (handle !== undefined) return handle
    }
  }
  return null
}

/** A caption stands on the one picture, or on the post where there are several. Its permanent address is not exported. */
function posts(platform: Platform, key: string | null): MetaList {
  return {
    platform,
    key,
    direction: 'outbound',
    acts: ['post', 'mention'],
    text: true,
    record: (item, owner): SourceRecord => {
      const media = objectsAt(item, 'media')
      const text = textAt(item, 'title') ?? textAt(media[0] ?? {}, 'title')
      const time = secondsAt(item, 'creation_timestamp') ?? secondsAt(media[0] ?? {}, 'creation_timestamp')
      if (time === null) throw noTime()
      const isReply = objectAt(media[0] ?? {}, 'text_app_post')['is_reply'] === true
      return {
        type: 'post',
        id: derivedId(platform, owner.handle, time, text),
        author: owner,
        time,
        kind: isReply ? 'reply' : 'original',
        text,
        language: null,
        parentId: null,
        conversationId: null,
        url: null,
        parentAuthor: null,
        mentions: mentionsIn(platform, text ?? ''),
      }
    },
  }
}

function noTime(): WrongCell {
  const fix = 'ask Meta for the download again, as JSON'
  return new WrongCell({ column: 'timestamp', value: null, problem: 'no time', fix })
}

function mentionsIn(platform: Platform, text: string): AccountRef[] {
  return [...text.matchAll(MENTION)].map(([, handle = '']) => ({ platform, platformId: null, handle }))
}

/** Seconds since 1970, in milliseconds; Meta writes 0 where it knows none. */
function secondsAt(of: JsonObject, key: string): number | null {
  const seconds = wholeNumberAt(of, key)
  return seconds === null || seconds <= 0 ? null : seconds * 1000
}
