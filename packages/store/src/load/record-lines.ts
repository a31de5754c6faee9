import type { AccountRef } from '@weft/model/account'
import { type InteractionRecord, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import type { SourceRecord } from '@weft/sources/format'
import type { NameTime } from './account-names.ts'
import { jsonText } from './copy-text.ts'
import { isoTime } from './iso-time.ts'
import { EMPTY_LINE, type StageLine } from './stage.ts'

/** What the lines of one source row share. */
export interface LinesOfRow {
  /** `null` for what belongs to no row: then `row` is the number of the file. */
  line: number | null
  path: number | null
  row: number
  /** When the row's own record happened, UTC milliseconds. */
  time: number | null
  /** The number of an account's name. */
  nameOf: (account: AccountRef, time: NameTime) => number
}

/** The staged lines of one record of a row. */
export function recordLines(record: SourceRecord, principal: boolean, of: LinesOfRow): StageLine[] {
  if (record.type === 'post') return postLines(record, principal, of)
  if (record.type === 'interaction') return interactionLines(record, principal, of)
  return [otherLine(record, principal, of)]
}

function otherLine(
  record: Exclude<SourceRecord, PostRecord | InteractionRecord>,
  principal: boolean,
  { line, path, row, time: rowTime, nameOf }: LinesOfRow,
): StageLine {
  const blank = { ...EMPTY_LINE, principal, line, path, row }
  switch (record.type) {
    case 'follow': {
      const { follower, followed, snapshotTime, since, until } = record
      const isPeriod = since !== undefined || until !== undefined
      const detail = isPeriod ? jsonText({ since: isoTime(since ?? null), until: isoTime(until ?? null) }) : null
      const ends = { actor: nameOf(follower, snapshotTime), target: nameOf(followed, snapshotTime) }
      return { ...blank, type: 'f', ...ends, time: isoTime(snapshotTime), detail }
    }
    case 'account': {
      const { account, displayName, description, website = null, exporter } = record
      const detail = jsonText({ displayName, description, website, exporter })
      return { ...blank, type: 'a', actor: nameOf(account, rowTime), time: isoTime(rowTime), detail }
    }
    case 'roster': {
      const actor = nameOf(record.account, Number.NEGATIVE_INFINITY)
      return { ...blank, type: 'r', actor, detail: jsonText({ ...record }) }
    }
    case 'count': {
      const { account, postId: id, thing: kind, value, span: text, time } = record
      const told = { platform: account.platform, id, kind, text, time: isoTime(time), detail: jsonText({ value }) }
      return { ...blank, type: 'c', actor: nameOf(account, time), ...told }
    }
    case 'deletion':
      return { ...blank, type: 'd', platform: record.platform, id: record.postId, time: isoTime(record.time) }
  }
}

/** A post with the first of its acts on one line; the other acts on lines of their own. */
function postLines(post: PostRecord, principal: boolean, of: LinesOfRow): StageLine[] {
  const edit = post.edit === undefined ? null : jsonText({ ...post.edit, time: isoTime(post.edit.time) })
  const [first, ...others] = interactionsOfPost(post)
  const line = postLine('p', principal, post, of)
  if (first !== undefined) {
    line.kind = first.kind
    line.target = of.nameOf(first.target, first.time)
  }
  const lines = [line, ...others.map((act) => actLine(false, act, of))]
  for (const each of lines) each.detail = edit
  return lines
}

/** An act, with the post that carries it on the same line where the two agree on who and when. */
function interactionLines(act: InteractionRecord, principal: boolean, of: LinesOfRow): StageLine[] {
  const { post } = act
  if (post === null) return [actLine(principal, act, of)]
  const isOne = post.edit === undefined && post.id === act.postId && post.time === act.time && post.author === act.actor
  if (!isOne) return [actLine(principal, act, of), postLine('p', false, post, of)]
  const line = postLine('i', principal, post, of)
  line.kind = act.kind
  line.target = of.nameOf(act.target, act.time)
  return [line]
}

// The two that most rows are made of are spelt out: one shape, written at once, is what the engine is fast with.

function postLine(type: 'p' | 'i', principal: boolean, post: PostRecord, of: LinesOfRow): StageLine {
  return {
    type,
    principal,
    line: of.line,
    path: of.path,
    row: of.row,
    actor: of.nameOf(post.author, post.time),
    target: null,
    platform: post.author.platform,
    kind: null,
    id: post.id,
    time: isoTime(post.time),
    post_kind: post.kind,
    text: post.text,
    language: post.language,
    parent_id: post.parentId,
    conversation_id: post.conversationId,
    url: post.url,
    detail: null,
  }
}

function actLine(principal: boolean, act: InteractionRecord, of: LinesOfRow): StageLine {
  return {
    type: 'i',
    principal,
    line: of.line,
    path: of.path,
    row: of.row,
    actor: of.nameOf(act.actor, act.time),
    target: of.nameOf(act.target, act.time),
    platform: act.actor.platform,
    kind: act.kind,
    id: act.postId,
    time: isoTime(act.time),
    post_kind: null,
    text: null,
    language: null,
    parent_id: null,
    conversation_id: null,
    url: null,
    detail: null,
  }
}
