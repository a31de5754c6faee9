import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { Coverage } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { SourceRecord } from '../../format.ts'
import { asObject, idAt, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import { formatOfJson, type JsonReader } from '../../json-format.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import type { Made } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { readTime } from '../../time.ts'
import { recordsOfStatus } from './api-v11-status.ts'
import { KnownAccounts } from './known-accounts.ts'
import { xAccount } from './tweet.ts'
import { type Counted, profileOfUser, totalsIn } from './user-profile.ts'

/** What the X API v1.1 gave, and libraries such as python-twitter kept of it: statuses, users, lists of ids. */
export const xApiV11 = formatOfJson({
  id: 'x_api_v11',
  name: 'X API v1.1 answers (JSON)',
  howToGet:
    'From a tool that kept answers of the older X API: statuses or users as a JSON array, one a line, or pages with next_cursor.',
  tells:
    'Tweets with text, what they answer, quote and pass on, and how often X counted that they were; profiles with how many follow them; which tweets X reported as deleted, where a stream was kept.',
  cannotTell: 'Whether more exists than was asked for. Whose followers a page of users or ids holds.',
  lookedFor: 'statuses or users of the X API v1.1 (screen_name, created_at)',
  kindOf: (first) => kindOfAnswer(asObject(first)),
  reader: (options) => new ItemReader(options.takenAt ?? null),
})

function kindOfAnswer(answer: JsonObject): string | null {
  const [first] = itemsOf(answer)
  return first === undefined ? 'a page without items' : kindOf(first)
}

/** The items of a page, or the answer itself where it is one. A page of ids has an object made of each. */
function itemsOf(answer: JsonObject): JsonObject[] {
  for (const key of ['statuses', 'users', 'lists']) {
    const items = answer[key]
    if (Array.isArray(items) && ('next_cursor' in answer || 'search_metadata' in answer)) return items.map(asObject)
  }
  if (Array.isArray(answer['ids']) && 'next_cursor' in answer)
    return answer['ids'].map((id) => ({ id_str: id, [ID_ALONE]: true }))
  return [answer]
}

const ID_ALONE = '(an id alone)'

type ItemKind = 'statuses' | 'users' | 'ids' | 'lists' | 'deletions'

function kindOf(item: JsonObject): ItemKind | null {
  if (ID_ALONE in item) return 'ids'
  if (isObject(objectAt(item, 'delete')['status'])) return 'deletions'
  if (!('id_str' in item) && !('id' in item)) return null
  if (('text' in item || 'full_text' in item) && isObject(item['user']) && 'created_at' in item) return 'statuses'
  if ('screen_name' in item && ('followers_count' in item || 'friends_count' in item || 'statuses_count' in item))
    return 'users'
  return 'member_count' in item && 'subscriber_count' in item ? 'lists' : null
}

class ItemReader implements JsonReader<JsonObject> {
  readonly #observed = new ObservedCoverage()
  readonly #accounts = new KnownAccounts()
  /** As of when the answers count: they do not say. */
  readonly #time: number | null
  #loneUsers = 0

  constructor(takenAt: number | null) {
    this.#time = takenAt
  }

  items(value: LosslessJson): JsonObject[] {
    return itemsOf(asObject(value))
  }

  record(item: JsonObject): Made {
    switch (kindOf(item)) {
      case 'statuses':
        return this.#status(item)
      case 'users':
      case 'ids':
        return this.#user(item)
      case 'deletions':
        return deletionOf(objectAt(item, 'delete'))
      case 'lists':
        return { ignored: 'a list of accounts: who is on it is not said here' }
      case null:
        return { ignored: 'neither a tweet nor an account' }
    }
  }

  #status(item: JsonObject): Made {
    const { post, also, users } = recordsOfStatus(item, this.#time)
    const quotes = also.flatMap((record) =>
      record.type === 'interaction' && record.postId === post.id ? [record.kind] : [],
    )
    const acts = interactionsOfPost(post).map(({ kind }) => kind)
    this.#observed.see('x', ['post', ...acts, ...quotes], post.time, post.text !== null)
    return [post, ...also, ...users.flatMap((user) => this.#profile(user))]
  }

  #user(item: JsonObject): Made {
    const records = recordsOfUser(item, this.#time)
    if (records === null) return { ignored: 'an account without id and name' }
    this.#loneUsers++
    return records
  }

  #profile(user: JsonObject): SourceRecord[] {
    const records = recordsOfUser(user, this.#time)
    return records !== null && this.#accounts.isNew(records[0].account) ? records : []
  }

  coverage(): Coverage[] {
    return this.#observed.coverage()
  }

  notes(): string[] {
    if (this.#loneUsers === 0) return []
    return [`${this.#loneUsers} accounts are read as profiles only: the file does not say who follows whom`]
  }
}

function deletionOf(deletion: JsonObject): Made {
  const postId = idAt(objectAt(deletion, 'status'), 'id_str', 'id')
  if (postId === null) return { ignored: 'says that a tweet is gone, not which' }
  return {
    type: 'deletion',
    platform: 'x',
    postId,
    time: readTime(textAt(deletion, 'timestamp_ms') ?? '')?.time ?? null,
  }
}

const COUNTED_OF_USER: Counted = [
  ['followers_count', 'followers'],
  ['friends_count', 'following'],
  ['statuses_count', 'posts'],
]

function recordsOfUser(user: JsonObject, time: number | null): [AccountRecord, ...CountRecord[]] | null {
  const account: AccountRef | null = xAccount(idAt(user, 'id_str', 'id'), textAt(user, 'screen_name'))
  if (account === null) return null
  return [profileOfUser(user, account), ...totalsIn(user, COUNTED_OF_USER, { account, postId: null, time })]
}
