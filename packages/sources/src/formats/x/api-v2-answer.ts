import { asObject, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'

/** What an answer of the API v2 holds. */
export type ItemKind = 'tweets' | 'users' | 'lists' | 'counts' | 'compliance'

/** Keys of which a tweet of this API has at least one, unless nothing but its text was asked for. */
const TWEET_KEYS = [
  'author_id',
  'conversation_id',
  'edit_history_tweet_ids',
  'public_metrics',
  'referenced_tweets',
  'reply_settings',
]

const LIST_KEYS = ['member_count', 'follower_count', 'owner_id', 'private']

/** What an item of an answer is, `null` where it is nothing that this API gives. Other APIs have id, name and text too. */
export function kindOfItem(item: JsonObject): ItemKind | null {
  if ('tweet_count' in item && 'start' in item) return 'counts'
  if (typeof item['id'] !== 'string' || !/^\d+$/.test(item['id'])) return null
  const has = (keys: readonly string[]) => keys.some((key) => key in item)
  const isBare = Object.keys(item).length === 2
  if (typeof item['text'] === 'string') return has(TWEET_KEYS) || isBare ? 'tweets' : null
  if (typeof item['name'] === 'string') {
    if (typeof item['username'] === 'string') return 'users'
    return has(LIST_KEYS) || isBare ? 'lists' : null
  }
  return 'action' in item && 'reason' in item ? 'compliance' : null
}

/** What tells an answer, or an item on its own, from other JSON: `null` where nothing does. */
export function kindOfAnswer(value: JsonObject): string | null {
  // Meta’s APIs answer with "data", too, and "paging" beside it.
  if ('paging' in value) return null
  const items = itemsOfAnswer(value)
  const [first] = items
  if (first === undefined) return isEmptyAnswer(value) ? 'an answer without items' : null
  const kind = kindOfItem(first)
  if (kind === null) return null
  if (first !== value) return `"data" with ${kind}`
  const isSure = kind === 'compliance' || TWEET_KEYS.some((key) => key in value)
  return isSure ? kind : null
}

/** The items of an answer: its data, or the answer itself where it is one. */
export function itemsOfAnswer(value: JsonObject): JsonObject[] {
  const data = value['data']
  if (Array.isArray(data)) return data.map(asObject)
  if (isObject(data)) return [data]
  return 'id' in value ? [value] : []
}

/** Where nothing was found, or all of it is gone, there is no data. */
function isEmptyAnswer(value: JsonObject): boolean {
  if ('__twarc' in value || 'result_count' in objectAt(value, 'meta')) return true
  const { errors } = value
  const [error] = Array.isArray(errors) ? errors.filter(isObject) : []
  return error !== undefined && (textAt(error, 'type')?.includes('/2/problems/') ?? false)
}
