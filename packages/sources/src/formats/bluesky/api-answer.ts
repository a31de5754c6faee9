import { fetchedPage } from '../../fetched-page.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { isDid, readAtUri } from './at-uri.ts'
import { isRecordView } from './record.ts'

/** What an item of an answer is. */
export type ItemKind =
  | 'feed'
  | 'post'
  | 'follower'
  | 'followed'
  | 'like'
  | 'reposter'
  | 'notification'
  | 'record'
  | 'profile'
  | 'relationship'
  | 'list'
  | 'missing'
  | 'other'

/** An item of an answer, with what the answer says of all of them. */
export interface Item {
  kind: ItemKind
  item: JsonObject
  answer: JsonObject
}

/** The lists of the answers that are known. */
const LISTS: readonly { key: string; kind: ItemKind; isItem: (item: JsonObject) => boolean }[] = [
  { key: 'feed', kind: 'feed', isItem: (item) => isPostView(objectAt(item, 'post')) },
  { key: 'posts', kind: 'post', isItem: isPostView },
  { key: 'followers', kind: 'follower', isItem: isProfile },
  { key: 'follows', kind: 'followed', isItem: isProfile },
  { key: 'likes', kind: 'like', isItem: (item) => isProfile(objectAt(item, 'actor')) },
  { key: 'repostedBy', kind: 'reposter', isItem: isProfile },
  { key: 'notifications', kind: 'notification', isItem: (item) => isOfBluesky(item) && 'reason' in item },
  { key: 'records', kind: 'record', isItem: isRecordView },
  { key: 'postRecords', kind: 'record', isItem: isRecordView },
  { key: 'profiles', kind: 'profile', isItem: isProfile },
  { key: 'actors', kind: 'profile', isItem: isProfile },
  { key: 'relationships', kind: 'relationship', isItem: (item) => isDid(textAt(item, 'did') ?? '') },
  { key: 'lists', kind: 'list', isItem: isOfBluesky },
  { key: 'starterPacks', kind: 'list', isItem: isOfBluesky },
]

/** Where a page is empty, any of these still tells what it is a page of. */
const TELLS_AN_EMPTY_PAGE = ['cursor', 'subject', 'uri', 'actor']

/** What tells that a value is an answer of Bluesky's API; `null` where it is none. */
export function kindOfValue(value: LosslessJson): string | null {
  const page = fetchedPage(value)
  if (page !== null) return page.platform === 'bluesky' ? 'a page of weft fetch' : null
  const object = asObject(value)
  for (const { key, isItem } of LISTS) {
    const list = object[key]
    if (!Array.isArray(list)) continue
    const [first] = list
    if (first === undefined ? TELLS_AN_EMPTY_PAGE.some((each) => each in object) : isItem(asObject(first)))
      return `"${key}"`
  }
  if (isObject(object['thread']) && (textAt(objectAt(object, 'thread'), '$type') ?? '').startsWith('app.bsky.'))
    return '"thread"'
  return LONE[kindOfLone(object)] ?? null
}

/** What stands in an answer alone. */
const LONE: Partial<Record<ItemKind, string>> = {
  record: 'a record',
  post: 'a post',
  list: '"starterPack"',
  profile: 'a profile',
}

/** The answers that a value holds, and their items; a conversation's posts are in the order of reading. */
export function answersIn(body: LosslessJson): { answer: JsonObject; items: Item[] }[] {
  const answers = Array.isArray(body) ? body.map((each) => asObject(each)) : [asObject(body)]
  return answers.map((answer) => ({ answer, items: itemsOf(answer) }))
}

function itemsOf(answer: JsonObject): Item[] {
  for (const { key, kind } of LISTS) {
    if (Array.isArray(answer[key])) return objectsAt(answer, key).map((item) => ({ kind, item, answer }))
  }
  if (isObject(answer['thread'])) return threadItems(answer)
  return [{ kind: kindOfLone(answer), item: answer, answer }]
}

function kindOfLone(answer: JsonObject): ItemKind {
  if (isRecordView(answer)) return 'record'
  if (isPostView(answer)) return 'post'
  if (isOfBluesky(objectAt(answer, 'starterPack'))) return 'list'
  return isProfile(answer) ? 'profile' : 'other'
}

/** A conversation nests as deep as people answer each other: walked with a list, not by recursion. */
function threadItems(answer: JsonObject): Item[] {
  const items: Item[] = []
  const waiting = [objectAt(answer, 'thread')]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const post = objectAt(node, 'post')
    items.push(isPostView(post) ? { kind: 'post', item: post, answer } : { kind: 'missing', item: node, answer })
    if (isObject(node['parent'])) waiting.push(node['parent'])
    waiting.push(...objectsAt(node, 'replies').toReversed())
  }
  return items
}

/** A post as answers show it: with its author, its record, and what was counted. */
export function isPostView(item: JsonObject): boolean {
  return isOfBluesky(item) && isProfile(objectAt(item, 'author')) && isObject(item['record'])
}

function isOfBluesky(item: JsonObject): boolean {
  return readAtUri(textAt(item, 'uri')) !== null
}

function isProfile(item: JsonObject): boolean {
  return isDid(textAt(item, 'did') ?? '') && textAt(item, 'handle') !== null && !isObject(item['didDoc'])
}

/**
 * The posts that an item shows beside its own, where they are there to see: what it answers, where the conversation
 * began, and what it quotes.
 */
export function postsBeside(item: JsonObject, view: JsonObject): JsonObject[] {
  const reply = objectAt(item, 'reply')
  const embedded = objectAt(objectAt(view, 'embed'), 'record')
  const quoted = [embedded, objectAt(embedded, 'record')].map((each) => ({ ...each, record: each['value'] ?? null }))
  return [objectAt(reply, 'parent'), objectAt(reply, 'root'), ...quoted].filter(isPostView)
}
