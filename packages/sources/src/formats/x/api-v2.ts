import type { AccountRef } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import { inBatches } from '../../batches.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRecord, SourceRow } from '../../format.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { xAccount } from '../x-tweet.ts'
import { AnswerIncludes, accountOfUser, countsOfUser, recordsOfTweet } from './api-v2-tweet.ts'
import { KnownAccounts } from './known-accounts.ts'

const NAME = 'X API v2 answers (JSON)'

/** What the X API v2 gives: pages of tweets and users, as they come, one a line as twarc2 keeps them, or flattened. */
export const xApiV2: Format = {
  id: 'x_api_v2',
  name: NAME,
  extent: 'file',
  howToGet:
    'With twarc: twarc2 search, timeline, mentions, followers or following, with the file as it is or after twarc2 flatten. With any other tool: each answer as JSON, with tweet.fields=author_id,created_at,conversation_id,in_reply_to_user_id,referenced_tweets,entities and expansions=author_id,referenced_tweets.id.author_id.',
  tells:
    'Tweets with text, what they answer, quote and pass on; profiles; who follows whom, where twarc noted the question.',
  cannotTell:
    'Whether more exists than was asked for. Since when somebody follows. Whose followers a page holds, where the question was not noted.',
  async match(exported) {
    const missing = ['an answer of the X API v2: "data" with tweets or users']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const kind = sample === null ? null : kindOfAnswer(asObject(sample.first))
    return kind === null ? { found: [], missing } : { found: [kind], missing: [] }
  },
  read: (exported) => inBatches(readAnswers(exported)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

/** What tells an answer of this API from other JSON: `null` where nothing does. */
function kindOfAnswer(value: JsonObject): string | null {
  const items = itemsOf(value)
  if (items !== null) {
    const [first] = items
    if (first === undefined)
      return '__twarc' in value || 'result_count' in objectAt(value, 'meta') ? 'an empty answer' : null
    const kind = kindOfItem(first)
    return kind === null ? null : `"data" with ${kind}`
  }
  const kind = kindOfItem(value)
  // On its own an item must say more of itself: many formats have id and text.
  const isSure = 'edit_history_tweet_ids' in value || 'public_metrics' in value || 'conversation_id' in value
  return kind !== null && (isSure || kind === 'compliance') ? kind : null
}

function itemsOf(value: JsonObject): JsonObject[] | null {
  const data = value['data']
  if (Array.isArray(data)) return data.map((item) => asObject(item))
  return isObject(data) && !('children' in data) ? [data] : null
}

type ItemKind = 'tweets' | 'users' | 'lists' | 'counts' | 'compliance'

function kindOfItem(item: JsonObject): ItemKind | null {
  if ('tweet_count' in item && 'start' in item) return 'counts'
  if (typeof item['id'] !== 'string') return null
  if ('text' in item) return 'tweets'
  if ('username' in item) return 'users'
  if ('action' in item && 'reason' in item) return 'compliance'
  return 'name' in item ? 'lists' : null
}

/** Whom a page of users follows or is followed by, where the question was noted. */
interface Followed {
  direction: 'inbound' | 'outbound'
  account: AccountRef
}

async function* readAnswers(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new AnswerReader()
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const value = asObject(answer.value)
    for (const item of reader.begin(value)) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, () => reader.record(item))
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

/** Reads answer by answer; an item is read in the light of the answer that it came in. */
class AnswerReader {
  readonly #observed = new ObservedCoverage()
  readonly #follows = new Map<string, Coverage>()
  readonly #accounts = new KnownAccounts()
  #includes = new AnswerIncludes({})
  #followed: Followed | null = null
  #time: number | null = null
  #problems = 0
  #loneUsers = 0

  /** The items of an answer, which are read after this. */
  begin(answer: JsonObject): JsonObject[] {
    const twarc = objectAt(answer, '__twarc')
    this.#includes = new AnswerIncludes(objectAt(answer, 'includes'))
    this.#time = readTime(textAt(twarc, 'retrieved_at') ?? '')?.time ?? null
    this.#followed = followedIn(textAt(twarc, 'url') ?? '')
    this.#problems += objectsAt(answer, 'errors').length
    return itemsOf(answer) ?? ('errors' in answer && !('id' in answer) ? [] : [answer])
  }

  record(item: JsonObject): Made {
    switch (kindOfItem(item)) {
      case 'tweets':
        return this.#tweet(item)
      case 'users':
        return this.#user(item)
      case 'lists':
        return { ignored: 'a list of accounts: who is on it is not said here' }
      case 'counts':
        return { ignored: 'counts tweets that match a search: of nobody in particular' }
      case 'compliance':
        return { ignored: 'says that X took something away, not whether it is an account or a tweet' }
      case null:
        return { ignored: 'neither a tweet nor an account' }
    }
  }

  #tweet(item: JsonObject): Made {
    const { post, also, users } = recordsOfTweet(item, this.#includes, this.#time)
    const acts = interactionsOfPost(post).map(({ kind }) => kind)
    this.#observed.see('x', ['post', ...acts], post.time, post.text !== null)
    return [post, ...also, ...users.flatMap((user) => this.#accounts.once(accountOfUser(user)))]
  }

  #user(item: JsonObject): Made {
    const record = accountOfUser(item)
    if (record === null) return { ignored: 'an account without id and name' }
    const counts = countsOfUser(item, record.account, this.#time)
    if (this.#followed === null) {
      this.#loneUsers++
      return [record, ...counts]
    }
    const { direction, account } = this.#followed
    const [follower, followed] = direction === 'inbound' ? [record.account, account] : [account, record.account]
    const time = this.#time
    const about: Pick<Coverage, 'platform' | 'acts' | 'text'> = { platform: 'x', acts: ['follow'], text: false }
    this.#follows.set(`${direction} ${account.platformId}`, { ...about, account, direction, from: time, to: time })
    const follow: SourceRecord = { type: 'follow', follower, followed, snapshotTime: time }
    return [follow, ...this.#accounts.once(record), ...counts]
  }

  coverage(): Coverage[] {
    return [...this.#observed.coverage(), ...this.#follows.values()]
  }

  notes(): string[] {
    const notes: string[] = []
    if (this.#problems > 0) notes.push(`X could not give ${this.#problems} of the things that the answers refer to`)
    if (this.#loneUsers > 0) {
      notes.push(`${this.#loneUsers} accounts are read as profiles only: the file does not say who follows whom`)
    }
    return notes
  }
}

function followedIn(url: string): Followed | null {
  const [, id = '', list] = /\/2\/users\/(\d+)\/(followers|following)\b/.exec(url) ?? []
  const account = xAccount(id === '' ? null : id, null)
  return account === null ? null : { direction: list === 'followers' ? 'inbound' : 'outbound', account }
}
