import type { FollowRecord } from '@weft/model/follow'
import { type JsonObject, textAt } from '../../json-fields.ts'
import { blueskyAccount, isDid, readAtUri } from './at-uri.ts'
import { timeOfRecord, wrong } from './record.ts'

/**
 * Whether `actor` and the account of a relationship follow each other, none to two follows: the records of it are named,
 * and their keys are clocks. Throws {@link WrongCell} where it does not say between whom.
 */
export function followsBetween(
  relationship: JsonObject,
  actor: string | null,
  snapshotTime: number | null,
): FollowRecord[] {
  const other = textAt(relationship, 'did')
  if (actor === null || other === null || !isDid(actor) || !isDid(other))
    throw wrong('actor', actor, 'the answer does not say between whom')
  return (['following', 'followedBy'] as const).flatMap((key): FollowRecord[] => {
    const place = readAtUri(textAt(relationship, key))
    if (place === null) return []
    const [follower, followed] = key === 'following' ? [actor, other] : [other, actor]
    const since = timeOfRecord({}, place.key, null)
    return [
      {
        type: 'follow',
        follower: blueskyAccount(follower),
        followed: blueskyAccount(followed),
        snapshotTime,
        ...(since === null ? {} : { since }),
      },
    ]
  })
}
