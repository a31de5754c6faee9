import type { AccountRef } from '@weft/model/account'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import type { SourceRecord } from '../format.ts'

/** Enough of a text to know the post by. */
const TEXT_SHOWN_MAX = 120

const DONE = {
  reply: 'replied to',
  mention: 'mentioned',
  repost: 'passed on a post of',
  quote: 'quoted',
  like: 'liked a post of',
  comment: 'commented on a post of',
} as const

/** What was understood, as one sentence for a person who checks it. */
export function recordInWords(record: SourceRecord): string {
  switch (record.type) {
    case 'post':
      return postInWords(record)
    case 'interaction': {
      const { actor, kind, target, time, post } = record
      return `${nameOf(actor)} ${DONE[kind]} ${nameOf(target)}${on(time)}${quoted(post?.text ?? null)}`
    }
    case 'follow':
      return `${nameOf(record.follower)} follows ${nameOf(record.followed)}${asOf(record.snapshotTime)}`
    case 'account': {
      const { account, displayName, description } = record
      const name = displayName === null ? '' : `, called “${displayName}”`
      return `the account ${nameOf(account)}${name}${quoted(description)}`
    }
    case 'roster': {
      const { account, party, person, validFrom, validTo } = record
      const dates = [validFrom === null ? '' : ` from ${validFrom}`, validTo === null ? '' : ` to ${validTo}`].join('')
      return `${nameOf(account)}${person === null ? '' : ` (${person})`} is ${party}${dates}`
    }
    case 'count': {
      const { account, postId, thing, value, span, time } = record
      const whose = postId === null ? nameOf(account) : `${postNamed(postId)} of ${nameOf(account)}`
      return `${whose}: ${value} ${thing.replaceAll('_', ' ')}${span === 'day' ? `${on(time)}, that day` : asOf(time)}`
    }
    case 'deletion':
      return `the post ${record.postId} is gone${asOf(record.time)}`
  }
}

/** An id that was made here tells nobody anything. */
function postNamed(postId: string): string {
  return postId.startsWith('derived:') ? 'that post' : `the post ${postId}`
}

function postInWords(post: PostRecord): string {
  const acts = interactionsOfPost(post).map(({ kind, target }) => `${DONE[kind]} ${nameOf(target)}`)
  const kind = post.kind === 'original' ? 'posted' : `wrote a ${post.kind}`
  const did = acts.length === 0 ? kind : acts.join(' and ')
  return `${nameOf(post.author)} ${did}${on(post.time)}${quoted(post.text)}`
}

function nameOf({ platform, platformId, handle }: AccountRef): string {
  const place = platform === 'other' ? '' : ` (${platform})`
  if (handle === null) return `account ${platformId}${place}`
  return `@${handle}${platformId === null ? '' : `, account ${platformId}`}${place}`
}

function on(time: number | null): string {
  return time === null ? ', at an unknown time' : ` on ${written(time)}`
}

function asOf(time: number | null): string {
  return time === null ? '' : `, as of ${written(time)}`
}

/** A day for midnight, for nobody said more. */
function written(time: number): string {
  const iso = new Date(time).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 16).replace('T', ' ')} UTC`
}

function quoted(text: string | null): string {
  if (text === null) return ''
  const line = text.replaceAll(/\s+/g, ' ')
  return `: “${line.length > TEXT_SHOWN_MAX ? `${line.slice(0, TEXT_SHOWN_MAX)}…` : line}”`
}
