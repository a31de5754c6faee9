import type { AccountRef } from '@weft/model/account'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from './cell.ts'
import type { ReadSummary, SourceRecord } from './format.ts'
import { BrokenFile } from './refusal.ts'
import { readDay } from './time.ts'

/**
 * What is looked up by stands in an index, of which PostgreSQL takes rows of up to 2,704 bytes: a name, in lower case
 * too, and a few bytes beside it. The longest true ones are addresses of a few hundred.
 */
const NAME_BYTES_MAX = 2000

/** A text this short is within it whatever it says: a character is three bytes at most, in lower case too. */
const SHORT_NAME_CHARACTERS = 600

/** From here on years have five digits, which databases and people write in ways of their own. */
const YEAR_10000 = Date.UTC(10_000, 0, 1)

/** No platform puts these into a name; a database takes none of U+0000 and of half a character. */
// oxlint-disable-next-line no-control-regex -- these are what a name must not have
const UNFIT = /[\u0000-\u001f\u007f\p{Surrogate}]/u

/**
 * Refuses a record that could not be kept: ids and handles that are empty, absurdly long or hold what is no text, times
 * before 1970 or after 9999, counts that are no whole numbers. Loading a record that passes never fails for what it
 * says. Texts are not looked at: what a database cannot keep of one becomes U+FFFD when it is loaded.
 *
 * Throws {@link WrongCell}, which becomes the row's rejection.
 */
export function refuseUnkept(record: SourceRecord): void {
  switch (record.type) {
    case 'post':
      refusePost(record)
      return
    case 'interaction':
      refuseAccount('actor', record.actor)
      refuseAccount('target', record.target)
      refuseTime(record.time)
      if (record.post === null) refuseId('post', record.postId)
      else refusePost(record.post)
      if (record.post !== null && record.postId !== record.post.id) refuseId('post', record.postId)
      return
    case 'follow':
      refuseAccount('follower', record.follower)
      refuseAccount('followed', record.followed)
      refuseTime(record.snapshotTime)
      refuseTime(record.since ?? null)
      refuseTime(record.until ?? null)
      return
    case 'account':
      refuseAccount('account', record.account)
      return
    case 'roster':
      refuseAccount('account', record.account)
      refuseDay(record.validFrom)
      refuseDay(record.validTo)
      return
    case 'count':
      refuseAccount('account', record.account)
      refuseId('post', record.postId)
      refuseCount(record.value)
      refuseTime(record.time)
      return
    case 'deletion':
      refuseId('post', record.postId)
      refuseTime(record.time)
  }
}

/** {@link refuseUnkept} for what is said of a whole export. Throws {@link BrokenFile}. */
export function refuseUnkeptSummary(name: string, { owner, coverage }: ReadSummary): void {
  try {
    if (owner !== null) refuseUnkept(owner)
    for (const { account, from, to } of coverage) {
      if (account !== null) refuseAccount('account', account)
      refuseTime(from)
      refuseTime(to)
    }
  } catch (error) {
    if (!(error instanceof WrongCell)) throw error
    throw new BrokenFile(name, 'whose export it is, and of when', `what can be kept (${error.problem})`)
  }
}

function refusePost(post: PostRecord): void {
  refuseId('post', post.id)
  refuseAccount('author', post.author)
  refuseTime(post.time)
  refuseId('post before it', post.parentId)
  refuseId('conversation', post.conversationId)
  if (post.parentAuthor !== null) refuseAccount('author before it', post.parentAuthor)
  for (const mention of post.mentions) refuseAccount('mentioned account', mention)
  if (post.edit === undefined) return
  refuseTime(post.edit.time)
  for (const replaced of post.edit.replaces) refuseId('earlier form', replaced)
}

function refuseAccount(who: string, { platformId, handle }: AccountRef): void {
  refuseId(who, platformId)
  if (handle === null) {
    if (platformId === null) throw unkept(null, `the ${who} is not named`, 'write its handle or id')
    return
  }
  // What stands for nothing, once the sign of a handle is off.
  if (handle.trim() === '@') throw unkept(handle, `the ${who} has no handle`, 'write its handle or id')
  refuseName(`the handle of the ${who}`, handle)
}

function refuseId(what: string, id: string | null): void {
  if (id !== null) refuseName(`the id of the ${what}`, id)
}

function refuseName(what: string, name: string): void {
  if (name.length > SHORT_NAME_CHARACTERS) {
    const bytes = Math.max(Buffer.byteLength(name), Buffer.byteLength(name.toLowerCase()))
    if (bytes > NAME_BYTES_MAX) {
      throw unkept(name, `${what} is ${bytes} bytes long, over ${NAME_BYTES_MAX}`, 'take the file as it was exported')
    }
  }
  if (name.trim() === '') throw unkept(name, `${what} is empty`, 'write it, or leave the row out')
  if (UNFIT.test(name)) {
    throw unkept(name, `${what} holds a character that is no text`, 'take the file as it was exported')
  }
}

function refuseTime(time: number | null): void {
  if (time === null || (Number.isInteger(time) && time >= 0 && time < YEAR_10000)) return
  throw unkept(String(time), 'no time between 1970 and 9999', 'write a time such as 2026-07-01T10:00:00Z')
}

function refuseDay(day: string | null): void {
  if (day === null || readDay(day) === day) return
  throw unkept(day, 'no day between 1970 and 9999', 'write a day such as 2026-07-01')
}

function refuseCount(count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return
  throw unkept(String(count), 'no whole number that can be counted to', 'write a count such as 1200, or nothing')
}

function unkept(value: string | null, problem: string, fix: string): WrongCell {
  return new WrongCell({ column: null, value, problem, fix })
}
