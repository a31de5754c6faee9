import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'

/** Which of X's numbers are which of the things that are counted. */
export type Counted = readonly (readonly [key: string, thing: CountedThing])[]

/** What both generations of the API say of an account in the same words: name, words of its own, address. */
export function profileOfUser(user: JsonObject, account: AccountRef): AccountRecord {
  const website = websiteOf(user)
  return {
    type: 'account',
    account,
    displayName: textAt(user, 'name'),
    description: textAt(user, 'description'),
    exporter: false,
    ...(website === null ? {} : { website }),
  }
}

/** X shortens the address that an account gives, and says beside it what it was. */
function websiteOf(user: JsonObject): string | null {
  const links = objectsAt(objectAt(objectAt(user, 'entities'), 'url'), 'urls')
  for (const link of links) {
    const written = textAt(link, 'expanded_url')
    if (written !== null) return written
  }
  const url = textAt(user, 'url')
  return url === null || isShortened(url) ? null : url
}

/** True for an address behind which X hides another. */
export function isShortened(url: string): boolean {
  return /^https?:\/\/t\.co\//i.test(url)
}

/** The totals among `numbers`; what is not there is unknown. */
export function totalsIn(
  numbers: JsonObject,
  counted: Counted,
  about: Pick<CountRecord, 'account' | 'postId' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([key, thing]) => {
    const value = wholeNumberAt(numbers, key)
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value, span: 'total' as const }]
  })
}
