import type { AccountRef } from '@weft/model/account'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { Export } from '../../export.ts'
import type { ReadOptions } from '../../format.ts'
import { type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import type { Made } from '../../made-row.ts'
import { AccountNeeded } from '../../refusal.ts'
import { formatOfMetaDownload, type MetaList, type MetaOwner, metaObject } from './meta-download.ts'

/** `Ana Weaver commented on Ben Dyer's post.` Other languages put the name elsewhere: then nobody is taken for it. */
const COMMENTED_ON =
  /\b(?:commented on|replied to) (.+?)['’]s? (?:post|photo|video|comment|reel|link|status|album|event)/

const LIKED = /\b(?:likes|liked|loves|reacted to) (.+?)['’]s? (?:post|photo|video|comment|reel|link|status|album|event)/

const OWN = new Set(['his own', 'her own', 'their own', 'his', 'her', 'their'])

/** Facebook's own download of a profile. */
export const facebook = formatOfMetaDownload({
  id: 'facebook_download',
  name: 'Facebook download (JSON)',
  howToGet:
    'On Facebook: Accounts Centre > Your information and permissions > Download your information. Choose JSON, not HTML, and “All time”. It comes within hours as a zip; hand that in as it is.',
  tells: 'Friends and followers by name and since when, whom the account follows, its posts and comments with text.',
  cannotTell:
    'Who is who among people of one name: it names people without an id. What others wrote on the account’s posts. In languages other than English, whom a comment or a like was for.',
  lists: [
    friends('friends_v2'),
    follows('followers_v2', 'inbound'),
    follows('followers_v3', 'inbound'),
    follows('following_v2', 'outbound'),
    follows('following_v3', 'outbound'),
    {
      platform: 'facebook',
      key: 'comments_v2',
      direction: 'outbound',
      acts: ['post'],
      text: true,
      record: commentOf,
    },
    {
      platform: 'facebook',
      key: 'reactions_v2',
      direction: 'as_observed',
      acts: ['like'],
      text: false,
      record: likeOf,
    },
    {
      platform: 'facebook',
      key: null,
      isItem: (item) =>
        'timestamp' in item && (objectsAt(item, 'data').some((part) => 'post' in part) || 'attachments' in item),
      direction: 'outbound',
      acts: ['post'],
      text: true,
      record: postOf,
    },
  ],
  owner: facebookOwner,
})

/** Friends follow each other; one row says both. */
function friends(key: string): MetaList {
  return {
    ...follows(key, 'inbound'),
    direction: 'as_observed',
    record: (item, owner, takenAt) => {
      const friend = personIn(item)
      const since = sinceOf(item)
      return [
        { type: 'follow', follower: friend, followed: owner, snapshotTime: takenAt, ...since },
        { type: 'follow', follower: owner, followed: friend, snapshotTime: takenAt, ...since },
      ]
    },
  }
}

function follows(key: string, direction: 'inbound' | 'outbound'): MetaList {
  return {
    platform: 'facebook',
    key,
    direction,
    acts: ['follow'],
    text: false,
    record: (item, owner, takenAt) => {
      const other = personIn(item)
      const [follower, followed] = direction === 'inbound' ? [other, owner] : [owner, other]
      return { type: 'follow', follower, followed, snapshotTime: takenAt, ...sinceOf(item) }
    },
  }
}

function sinceOf(item: JsonObject): { since?: number } {
  const time = timeOf(item)
  return time === null ? {} : { since: time }
}

/** People go by their name: there is no other word for them in these files. */
function person(name: string): AccountRef {
  return { platform: 'facebook', platformId: null, handle: name }
}

function personIn(item: JsonObject): AccountRef {
  const name = textAt(item, 'name')
  if (name !== null && name.trim() !== '') return person(name.trim())
  const fix = 'ask Facebook for the download again, as JSON'
  throw new WrongCell({ column: 'name', value: null, problem: 'no account is named', fix })
}

function timeOf(item: JsonObject): number | null {
  const seconds = wholeNumberAt(item, 'timestamp')
  return seconds === null || seconds <= 0 ? null : seconds * 1000
}

function named(pattern: RegExp, title: string | null): AccountRef | null {
  const name = pattern.exec(title ?? '')?.[1]?.trim()
  return name === undefined || OWN.has(name.toLowerCase()) ? null : person(name)
}

function commentOf(item: JsonObject, owner: AccountRef): Made {
  const comment = objectAt(objectsAt(item, 'data')[0] ?? {}, 'comment')
  const time = timeOf(item) ?? timeOf(comment)
  const text = textAt(comment, 'comment')
  if (text === null) return { ignored: 'a comment without text' }
  const target = named(COMMENTED_ON, textAt(item, 'title'))
  const post = writing(owner, time, text, 'reply', target)
  if (target === null) return post
  const act: InteractionRecord = {
    type: 'interaction',
    actor: owner,
    target,
    kind: 'comment',
    time,
    postId: post.id,
    post,
  }
  return act
}

function likeOf(item: JsonObject, owner: AccountRef): Made {
  const target = named(LIKED, textAt(item, 'title'))
  if (target === null) return { ignored: 'does not say whose post was liked' }
  return { type: 'interaction', actor: owner, target, kind: 'like', time: timeOf(item), postId: null, post: null }
}

function postOf(item: JsonObject, owner: AccountRef): Made {
  const text = objectsAt(item, 'data')
    .map((part) => textAt(part, 'post'))
    .find((part) => part !== null)
  if (text === undefined) return { ignored: 'a picture or notice without text' }
  return writing(owner, timeOf(item), text, 'original', null)
}

function writing(
  author: AccountRef,
  time: number | null,
  text: string,
  kind: 'original' | 'reply',
  parentAuthor: AccountRef | null,
): PostRecord {
  const id = derivedId('facebook', author.handle, time, text)
  const unknown = { language: null, parentId: null, conversationId: null, url: null }
  return { type: 'post', id, author, time, kind, text, ...unknown, parentAuthor, mentions: [] }
}

async function facebookOwner(exported: Export, options: ReadOptions): Promise<MetaOwner> {
  const profile = await metaObject(exported, 'profile_v2')
  const name = textAt(objectAt(objectAt(profile ?? {}, 'profile_v2'), 'name'), 'full_name')
  const handle = (options.account?.platform === 'facebook' ? options.account.handle : null) ?? name
  if (handle === null) throw new AccountNeeded(exported.name, 'facebook', 'lists')
  return { handle, takenAt: options.takenAt ?? null }
}
