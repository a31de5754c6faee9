import type { AccountRef } from '@weft/model/account'
import { COUNTED_THINGS } from '@weft/model/count-record'
import type { Coverage } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { isPlatform } from '@weft/model/platform'
import { POST_KINDS, type PostRecord } from '@weft/model/post'
import type { SourceRecord } from '../format.ts'

/** An index of PostgreSQL takes rows of up to 2,704 bytes; an id stands there beside others, perhaps in lower case. */
const ID_BYTES_MAX = 2000

const YEAR_10000 = Date.UTC(10_000, 0, 1)

/** What is wrong with a record, in words; empty where it can be kept as it is. */
export function flawsOf(record: SourceRecord): string[] {
  switch (record.type) {
    case 'post':
      return flawsOfPost(record)
    case 'interaction':
      return [
        ...flawsOfAccount('actor', record.actor),
        ...flawsOfAccount('target', record.target),
        ...flawsOfKind('kind', record.kind, INTERACTION_KINDS),
        ...flawsOfTime('time', record.time),
        ...(record.postId === null ? [] : flawsOfId('postId', record.postId)),
        ...(record.post === null ? [] : flawsOfPost(record.post)),
      ]
    case 'follow':
      return [
        ...flawsOfAccount('follower', record.follower),
        ...flawsOfAccount('followed', record.followed),
        ...flawsOfTime('snapshotTime', record.snapshotTime),
        ...flawsOfTime('since', record.since ?? null),
        ...flawsOfTime('until', record.until ?? null),
      ]
    case 'account':
      return [
        ...flawsOfAccount('account', record.account),
        ...flawsOfText('displayName', record.displayName),
        ...flawsOfText('description', record.description),
        ...flawsOfText('website', record.website ?? null),
      ]
    case 'roster':
      return [
        ...flawsOfAccount('account', record.account),
        ...flawsOfText('person', record.person),
        ...flawsOfText('department', record.department),
        ...[record.validFrom, record.validTo].flatMap((day) =>
          day === null || /^\d{4}-\d{2}-\d{2}$/.test(day) ? [] : [`a day is ${day}`],
        ),
      ]
    case 'count':
      return [
        ...flawsOfAccount('account', record.account),
        ...(record.postId === null ? [] : flawsOfId('postId', record.postId)),
        ...flawsOfKind('thing', record.thing, COUNTED_THINGS),
        ...(Number.isSafeInteger(record.value) && record.value >= 0 ? [] : [`the count is ${record.value}`]),
        ...flawsOfTime('time', record.time),
      ]
    case 'deletion':
      return [...flawsOfId('postId', record.postId), ...flawsOfTime('time', record.time)]
  }
}

function flawsOfPost(post: PostRecord): string[] {
  return [
    ...flawsOfId('id', post.id),
    ...flawsOfAccount('author', post.author),
    ...flawsOfTime('time', post.time),
    ...flawsOfKind('kind', post.kind, POST_KINDS),
    ...flawsOfText('text', post.text),
    ...flawsOfText('language', post.language),
    ...flawsOfText('url', post.url),
    ...(post.parentId === null ? [] : flawsOfId('parentId', post.parentId)),
    ...(post.conversationId === null ? [] : flawsOfId('conversationId', post.conversationId)),
    ...(post.parentAuthor === null ? [] : flawsOfAccount('parentAuthor', post.parentAuthor)),
    ...post.mentions.flatMap((mention) => flawsOfAccount('a mention', mention)),
    ...flawsOfTime('edit', post.edit?.time ?? null),
    ...(post.edit?.replaces.flatMap((id) => flawsOfId('an earlier id', id)) ?? []),
  ]
}

/** What is wrong with what an export claims to cover. */
export function flawsOfCoverage({ platform, account, from, to, acts }: Coverage): string[] {
  return [
    ...(isPlatform(platform) ? [] : [`the platform covered is ${String(platform)}`]),
    ...(account === null ? [] : flawsOfAccount('the account covered', account)),
    ...flawsOfTime('from', from),
    ...flawsOfTime('to', to),
    ...(from !== null && to !== null && from > to ? ['it covers a time that ends before it begins'] : []),
    ...(new Set(acts).size === acts.length ? [] : ['an act is covered twice']),
  ]
}

function flawsOfAccount(what: string, { platform, platformId, handle }: AccountRef): string[] {
  return [
    ...(isPlatform(platform) ? [] : [`${what}: the platform is ${String(platform)}`]),
    ...(platformId === null && handle === null ? [`${what}: no id and no handle`] : []),
    ...(platformId === null ? [] : flawsOfId(`${what}: id`, platformId)),
    ...(handle === null ? [] : flawsOfId(`${what}: handle`, handle)),
    ...(handle !== null && handle.trim().replace(/^@/, '') === '' ? [`${what}: a handle of nothing`] : []),
  ]
}

function flawsOfId(what: string, id: unknown): string[] {
  if (typeof id !== 'string') return [`${what} is ${typeof id}`]
  return [
    ...(id.trim() === '' ? [`${what} is empty`] : []),
    ...(Buffer.byteLength(id) > ID_BYTES_MAX ? [`${what} is ${Buffer.byteLength(id)} bytes long`] : []),
    // oxlint-disable-next-line no-control-regex -- these are what an id must not have
    ...(/[\u0000-\u001f\u007f]/.test(id)
      ? [`${what} has a control character: ${JSON.stringify(id.slice(0, 50))}`]
      : []),
    ...(/\p{Surrogate}/u.test(id) ? [`${what} has half a character: ${JSON.stringify(id.slice(0, 50))}`] : []),
    ...(/^\d+([.,]\d+)?e\+?\d+$/i.test(id) ? [`${what} was rounded: ${id}`] : []),
    ...(id === '[object Object]' || id === 'undefined' ? [`${what} is ${id}`] : []),
  ]
}

function flawsOfKind(what: string, kind: string, kinds: readonly string[]): string[] {
  return kinds.includes(kind) ? [] : [`${what} is ${kind}`]
}

function flawsOfTime(what: string, time: unknown): string[] {
  if (time === null) return []
  const isTime = typeof time === 'number' && Number.isInteger(time) && time >= 0 && time < YEAR_10000
  return isTime ? [] : [`${what} is ${JSON.stringify(time)}`]
}

/** Loading puts U+FFFD where a database cannot keep a character; that it is a text is what a reader answers for. */
function flawsOfText(what: string, text: unknown): string[] {
  return text === null || typeof text === 'string' ? [] : [`${what} is ${typeof text}`]
}
