import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import {
  asObject,
  idAt,
  isObject,
  type JsonObject,
  objectAt,
  objectsAt,
  textAt,
  wholeNumberAt,
} from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { NO_PARENT, type Parent, postOfTweet, quotedBy, repliedTo, retweetedHandle, xAccount } from '../x-tweet.ts'
import { KnownAccounts } from './known-accounts.ts'

const NAME = 'X API v1.1 answers (JSON)'

/** What the X API v1.1 gave, and libraries such as python-twitter kept of it: statuses, users, lists of ids. */
export const xApiV11: Format = {
  id: 'x_api_v11',
  name: NAME,
  extent: 'file',
  howToGet:
    'From a tool that kept answers of the older X API: statuses or users as a JSON array, one a line, or pages with next_cursor.',
  tells: 'Tweets with text, what they answer, quote and pass on; profiles with how many follow them.',
  cannotTell: 'Whether more exists than was asked for. Whose followers a page of users or ids holds.',
  async match(exported) {
    const missing = ['statuses or users of the X API v1.1 (screen_name, created_at)']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const [first] = sample === null ? [] : itemsOf(asObject(sample.first))
    const kind = first === undefined ? null : kindOf(first)
    return kind === null ? { found: [], missing } : { found: [kind], missing: [] }
  },
  read: (exported) => inBatches(readAnswers(exported)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

/** The items of a page, or the answer itself where it is one. A page of ids has an object made of each. */
function itemsOf(answer: JsonObject): JsonObject[] {
  for (const key of ['statuses', 'users', 'lists']) {
    if (Array.isArray(answer[key]) && ('next_cursor' in answer || 'search_metadata' in answer))
      return objectsAt(answer, key)
  }
  if (Array.isArray(answer['ids']) && 'next_cursor' in answer)
    return answer['ids'].map((id) => ({ id_str: id, [ID_ALONE]: true }))
  return [answer]
}

const ID_ALONE = '(an id alone)'

type ItemKind = 'statuses' | 'users' | 'ids' | 'lists'

function kindOf(item: JsonObject): ItemKind | null {
  if (ID_ALONE in item) return 'ids'
  if (!('id_str' in item) && !('id' in item)) return null
  if (('text' in item || 'full_text' in item) && isObject(item['user']) && 'created_at' in item) return 'statuses'
  if ('screen_name' in item && ('followers_count' in item || 'friends_count' in item || 'statuses_count' in item))
    return 'users'
  return 'member_count' in item && 'subscriber_count' in item ? 'lists' : null
}

async function* readAnswers(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  const accounts = new KnownAccounts()
  let row = 0
  let lone = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    for (const item of itemsOf(asObject(answer.value))) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, (): Made => {
        const kind = kindOf(item)
        if (kind === 'statuses') return statusOf(item, observed, accounts)
        if (kind === 'lists') return { ignored: 'a list of accounts: who is on it is not said here' }
        const record = kind === null ? null : accountOf(item)
        if (record === null) return { ignored: 'neither a tweet nor an account' }
        lone++
        return [record, ...countsOf(item, record.account, null, COUNTED_OF_USER)]
      })
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  const notes = lone === 0 ? [] : [`${lone} accounts are read as profiles only: the file does not say who follows whom`]
  return { owner: null, coverage: observed.coverage(), notes }
}

const COUNTED: readonly [key: string, thing: CountedThing][] = [
  ['retweet_count', 'reposts'],
  ['favorite_count', 'likes'],
]

const COUNTED_OF_USER: readonly [key: string, thing: CountedThing][] = [
  ['followers_count', 'followers'],
  ['friends_count', 'following'],
  ['statuses_count', 'posts'],
]

function countsOf(
  item: JsonObject,
  account: AccountRef,
  postId: string | null,
  counted: typeof COUNTED,
): CountRecord[] {
  return counted.flatMap(([key, thing]) => {
    const value = wholeNumberAt(item, key)
    return value === null
      ? []
      : [{ type: 'count' as const, account, postId, thing, value, span: 'total' as const, time: null }]
  })
}

function accountOf(user: JsonObject): AccountRecord | null {
  const account = xAccount(idAt(user, 'id_str', 'id'), textAt(user, 'screen_name'))
  if (account === null) return null
  const links = objectsAt(objectAt(objectAt(user, 'entities'), 'url'), 'urls')
  const website = links.map((link) => textAt(link, 'expanded_url')).find((url) => url !== null) ?? textAt(user, 'url')
  return {
    type: 'account',
    account,
    displayName: textAt(user, 'name'),
    description: textAt(user, 'description'),
    exporter: false,
    ...(website === null ? {} : { website }),
  }
}

/** A status, with the one that it passes on or quotes and the profiles of who wrote them. */
function statusOf(item: JsonObject, observed: ObservedCoverage, accounts: KnownAccounts): Made {
  const post = postOf(item)
  const acts = interactionsOfPost(post).map(({ kind }) => kind)
  observed.see('x', ['post', ...acts], post.time, post.text !== null)
  const inner = ['retweeted_status', 'quoted_status'].flatMap((key) => (isObject(item[key]) ? [item[key]] : []))
  const counts = post.kind === 'repost' ? [] : countsOf(item, post.author, post.id, COUNTED)
  const profiles = [item, ...inner].flatMap((status) => accounts.once(accountOf(objectAt(status, 'user'))))
  return [post, ...inner.flatMap(innerPost), ...counts, ...profiles]
}

/** What is only passed on may be broken; the status that passes it on still stands. */
function innerPost(status: JsonObject): PostRecord[] {
  try {
    return [postOf(status)]
  } catch (error) {
    if (error instanceof WrongCell) return []
    throw error
  }
}

function postOf(status: JsonObject): PostRecord {
  const user = objectAt(status, 'user')
  const author = xAccount(idAt(user, 'id_str', 'id'), textAt(user, 'screen_name'))
  if (author === null) {
    const fix = 'ask the API again for whole statuses'
    throw new WrongCell({ column: 'user', value: null, problem: 'the tweet does not name its author', fix })
  }
  return postOfTweet(withEntities(status), author, parentOf)
}

/** python-twitter lifts mentions and links out of their entities and drops what is empty. */
function withEntities(status: JsonObject): JsonObject {
  if (isObject(status['entities'])) return status
  const { user_mentions: mentions = [], urls = [] } = status
  return { ...status, entities: { user_mentions: mentions, urls } }
}

function parentOf(status: JsonObject, mentions: AccountRef[]): Parent {
  const retweeted = status['retweeted_status']
  if (isObject(retweeted)) return { kind: 'repost', ...origin(retweeted) }
  const handle = retweetedHandle(textAt(status, 'full_text') ?? textAt(status, 'text') ?? '')
  if (handle !== null) {
    const named = mentions.find((mention) => mention.handle?.toLowerCase() === handle.toLowerCase())
    return { kind: 'repost', parentId: null, parentAuthor: named ?? xAccount(null, handle) }
  }
  const answered = repliedTo(status)
  if (answered !== null) return answered
  const quoted = status['quoted_status']
  return isObject(quoted) ? { kind: 'quote', ...origin(quoted) } : (quotedBy(status) ?? NO_PARENT)
}

function origin(status: JsonObject): { parentId: string | null; parentAuthor: AccountRef | null } {
  const user = objectAt(status, 'user')
  const parentAuthor = xAccount(idAt(user, 'id_str', 'id'), textAt(user, 'screen_name'))
  return { parentId: idAt(status, 'id_str', 'id'), parentAuthor }
}
