import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { htmlText } from '../../html-text.ts'
import { type JsonObject, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { fediverseAccount, websiteAmong } from './fediverse-url.ts'

/** An account by its `acct`, which for those of the server itself is without the host. */
export function accountRef(account: JsonObject, home: string | null): AccountRef | null {
  const acct = textAt(account, 'acct')
  if (acct === null) return null
  const [user, host = home] = acct.split('@')
  if (user !== undefined && host !== null) return fediverseAccount(user, host)
  const address = textAt(account, 'url') ?? textAt(account, 'uri') ?? ''
  const linked = /^https?:\/\/([^/?#\s]+)/i.exec(address)?.[1]
  return linked === undefined ? null : fediverseAccount(acct, linked)
}

/** What an account says of itself. */
export function profileOf(account: JsonObject, ref: AccountRef): AccountRecord {
  const note = textAt(account, 'note')
  const website = websiteAmong(objectsAt(account, 'fields'))
  return {
    type: 'account',
    account: ref,
    displayName: textAt(account, 'display_name'),
    description: note === null ? null : htmlText(note) || null,
    exporter: false,
    ...(website === null ? {} : { website }),
  }
}

/** Which fields of a status or an account count what. */
type Counted = readonly [key: string, thing: CountedThing][]

export const COUNTED_OF_STATUS: Counted = [
  ['replies_count', 'replies'],
  ['reblogs_count', 'reposts'],
  ['favourites_count', 'likes'],
  ['quotes_count', 'quotes'],
]

export const COUNTED_OF_ACCOUNT: Counted = [
  ['followers_count', 'followers'],
  ['following_count', 'following'],
  ['statuses_count', 'posts'],
]

/** What the server counted, as of `time`. */
export function countsIn(
  of: JsonObject,
  counted: Counted,
  { account, postId, time }: Pick<CountRecord, 'account' | 'postId' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([key, thing]) => {
    const value = wholeNumberAt(of, key)
    return value === null
      ? []
      : [{ type: 'count' as const, account, postId, thing, value, span: 'total' as const, time }]
  })
}
