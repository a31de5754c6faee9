import type { AccountRef } from '@weft/model/account'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { readTime } from '../../time.ts'
import { authorOfStatusUrl } from './fediverse-url.ts'
import type { ServerIds } from './server-ids.ts'

/** True for a status that its server shows to everybody, in its timelines or not. */
export function isPublicStatus(status: JsonObject): boolean {
  const visibility = textAt(status, 'visibility')
  return visibility !== 'private' && visibility !== 'direct'
}

/** The quoted status where it is shown; other servers than Mastodon put it at `quote` itself. */
export function quotedStatus(status: JsonObject): LosslessJson {
  const quote = objectAt(status, 'quote')
  return 'uri' in quote ? quote : (quote['quoted_status'] ?? null)
}

/** A status as a post. Throws {@link WrongCell} where it lacks its address, its author or its time. */
export function postOfStatus(status: JsonObject, ids: ServerIds): PostRecord {
  const id = textAt(status, 'uri')
  const author = ids.accountRef(objectAt(status, 'account'))
  const time = readTime(textAt(status, 'created_at') ?? '')?.time ?? null
  if (id === null || author === null || time === null) {
    const column = id === null ? 'uri' : author === null ? 'account' : 'created_at'
    throw new WrongCell({
      column,
      value: textAt(status, column),
      problem: 'the status is not whole',
      fix: 'fetch it again',
    })
  }
  const isBoost = isObject(status['reblog'])
  const text = [textAt(status, 'spoiler_text'), htmlText(textAt(status, 'content') ?? '')].filter(
    (part) => part !== null && part !== '',
  )
  const edited = readTime(textAt(status, 'edited_at') ?? '')?.time ?? null
  return {
    type: 'post',
    id,
    author,
    time,
    text: isBoost || text.length === 0 ? null : text.join('\n\n'),
    language: textAt(status, 'language'),
    conversationId: null,
    url: textAt(status, 'url'),
    mentions: isBoost ? [] : ids.mentionsOf(status).map(({ account }) => account),
    ...parentOf(status, ids),
    ...(edited === null ? {} : { edit: { time: edited, replaces: [] } }),
  }
}

/** What a status is, and of whom: a boost is nothing else, a reply may quote too and is a reply then. */
function parentOf(status: JsonObject, ids: ServerIds): Pick<PostRecord, 'kind' | 'parentId' | 'parentAuthor'> {
  const reblog = status['reblog']
  if (isObject(reblog)) {
    return {
      kind: 'repost',
      parentId: textAt(reblog, 'uri'),
      parentAuthor: ids.accountRef(objectAt(reblog, 'account')),
    }
  }
  const answeredId = textAt(status, 'in_reply_to_id')
  if (answeredId !== null) {
    return { kind: 'reply', parentId: ids.uriOf(answeredId), parentAuthor: answered(status, ids) }
  }
  const quoted = quotedBy(status, ids)
  return quoted === null
    ? { kind: 'original', parentId: null, parentAuthor: null }
    : { kind: 'quote', parentId: quoted.uri, parentAuthor: quoted.author }
}

/** Whom a status answers: named by an id of the server's own, which its mentions or other statuses explain. */
function answered(status: JsonObject, ids: ServerIds): AccountRef | null {
  const id = textAt(status, 'in_reply_to_account_id')
  if (id === null) return null
  return ids.mentionsOf(status).find((mention) => mention.id === id)?.account ?? ids.accountOf(id)
}

/** What a status quotes, where the quoted one is shown, or was in the file before. */
function quotedBy(status: JsonObject, ids: ServerIds): { uri: string; author: AccountRef | null } | null {
  const quoted = asObject(quotedStatus(status))
  const uri = textAt(quoted, 'uri') ?? ids.uriOf(textAt(objectAt(status, 'quote'), 'quoted_status_id'))
  return uri === null ? null : { uri, author: ids.accountRef(objectAt(quoted, 'account')) ?? authorOfStatusUrl(uri) }
}

/** A reply that quotes as well is an act toward whom it quotes, too. */
export function quotesOfReply(status: JsonObject, post: PostRecord, ids: ServerIds): InteractionRecord[] {
  const target = post.kind === 'reply' ? (quotedBy(status, ids)?.author ?? null) : null
  if (target === null) return []
  const { author: actor, time, id: postId } = post
  return [{ type: 'interaction', actor, target, kind: 'quote', time, postId, post: null }]
}
