import { fetchedPage } from '../../fetched-page.ts'
import { asObject, isObject, type JsonObject, objectsAt } from '../../json-fields.ts'
import type { LosslessJson } from '../../lossless-json.ts'

/** What an item of an answer can be. */
type ItemKind = 'statuses' | 'accounts' | 'notifications' | 'relationships' | 'lists'

/** What an answer is, in words; `null` where it is none of Mastodon’s. */
export function kindOfValue(value: LosslessJson): string | null {
  const page = fetchedPage(value)
  if (page !== null) return page.platform === 'mastodon' ? 'a page of weft fetch' : null
  const object = asObject(value)
  if (Array.isArray(object['ancestors']) && Array.isArray(object['descendants'])) return 'a thread'
  return kindOfItem(object)
}

/** What an item is, by its fields; `null` for any other. */
export function kindOfItem(item: JsonObject): ItemKind | null {
  if (isObject(item['account']) && 'uri' in item && 'visibility' in item) return 'statuses'
  if (isObject(item['account']) && 'acct' in item['account'] && 'type' in item && 'created_at' in item)
    return 'notifications'
  if ('acct' in item && 'username' in item && ('statuses_count' in item || 'note' in item)) return 'accounts'
  if ('followed_by' in item && 'requested' in item) return 'relationships'
  return 'replies_policy' in item ? 'lists' : null
}

/** The items of an answer, in the order in which they stand; a thread's ancestors before its answers. */
export function itemsOf(body: LosslessJson): JsonObject[] {
  if (Array.isArray(body)) return body.map((item) => asObject(item))
  const object = asObject(body)
  if (Array.isArray(object['ancestors']))
    return [...objectsAt(object, 'ancestors'), ...objectsAt(object, 'descendants')]
  return [object]
}
