import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import type { Coverage } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import { type FetchedPage, fetchedPage } from '../../fetched-page.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRecord, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonDocument, jsonSample } from '../../json-file.ts'
import { brokenLine, type JsonValue, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded, EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { accountOfActorUrl, fediverseAccount, mentionedAccount } from './fediverse-url.ts'

const NAME = 'Mastodon API answers (JSON)'

/** What a Mastodon server's REST API gives: statuses, threads, notifications, accounts. */
export const mastodonApi: Format = {
  id: 'mastodon_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'With `weft fetch mastodon user@host --out FOLDER`. With any other tool: answers of /api/v1/accounts/ID/statuses, /api/v1/statuses/ID/context, /api/v1/notifications or /api/v1/accounts/ID/followers as JSON, one a file or one a line.',
  tells:
    'Public posts with text, what they answer and boost; from notifications, who followed, liked and boosted, and when; followers, where it is known whose.',
  cannotTell:
    'Notifications reach back only as far as the server keeps them. A page of accounts alone does not say who follows whom.',
  async match(exported) {
    const missing = ['statuses, accounts or notifications of Mastodon']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const kind = sample === null ? null : kindOfValue(sample.first)
    return kind === null ? { found: [], missing } : { found: [kind], missing: [] }
  },
  read: (exported, options) => inBatches(readAnswers(exported, options)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

type ItemKind = 'statuses' | 'accounts' | 'notifications' | 'relationships' | 'lists'

function kindOfValue(value: LosslessJson): string | null {
  const page = fetchedPage(value)
  if (page !== null) return page.platform === 'mastodon' ? 'a page of weft fetch' : null
  const object = asObject(value)
  if (Array.isArray(object['ancestors']) && Array.isArray(object['descendants'])) return 'a thread'
  return kindOfItem(object)
}

function kindOfItem(item: JsonObject): ItemKind | null {
  if (isObject(item['account']) && 'uri' in item && 'visibility' in item) return 'statuses'
  if (isObject(item['account']) && 'acct' in item['account'] && 'type' in item && 'created_at' in item)
    return 'notifications'
  if ('acct' in item && 'username' in item && ('statuses_count' in item || 'note' in item)) return 'accounts'
  if ('followed_by' in item && 'requested' in item) return 'relationships'
  return 'replies_policy' in item ? 'lists' : null
}

/** The items of an answer, in the order in which they stand; a thread's ancestors before its answers. */
function itemsOf(body: LosslessJson): JsonObject[] {
  if (Array.isArray(body)) return body.map((item) => asObject(item))
  const object = asObject(body)
  if (Array.isArray(object['ancestors']))
    return [...objectsAt(object, 'ancestors'), ...objectsAt(object, 'descendants')]
  return [object]
}

async function* readAnswers(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new AnswerReader(file.path, options)
  let row = 0
  for await (const answer of answersOf(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const page = fetchedPage(answer.value)
    const items = itemsOf(page === null ? answer.value : page.body)
    reader.begin(page, items)
    for (const item of items) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, () => reader.record(item))
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

/** An array that fits is read as one answer: what its first status answers may stand at its end. */
async function* answersOf(file: ExportFile): AsyncGenerator<JsonValue> {
  const isArray = (await jsonSample(file))?.layout === 'array'
  if (!isArray || file.bytes > WHOLE_BYTES_MAX) yield* jsonValues(file)
  else yield { place: { file: file.path, unit: 'item', row: 1 }, value: await jsonDocument(file) }
}

const WHOLE_BYTES_MAX = 16 * 1024 * 1024

/** Ids are a server's own: what they stand for is kept for as long as they fit in some 20 MB. */
const IDS_MAX = 200_000

class AnswerReader {
  readonly #file: string
  readonly #options: ReadOptions
  readonly #observed = new ObservedCoverage()
  readonly #lists = new Map<string, Coverage>()
  readonly #told = new Set<string>()
  readonly #uris = new Map<string, string>()
  readonly #handles = new Map<string, AccountRef>()
  #page: FetchedPage | null = null
  #lone = 0

  constructor(file: string, options: ReadOptions) {
    this.#file = file
    this.#options = options
  }

  /** Learns what the ids in an answer stand for, before its items are read. */
  begin(page: FetchedPage | null, items: readonly JsonObject[]): void {
    this.#page = page
    if (this.#uris.size > IDS_MAX) this.#uris.clear()
    if (this.#handles.size > IDS_MAX) this.#handles.clear()
    for (const item of items) {
      const status = isObject(item['status']) ? item['status'] : item
      for (const each of [status, asObject(status['reblog'])]) this.#learn(each)
    }
  }

  #learn(status: JsonObject): void {
    const id = textAt(status, 'id')
    const uri = textAt(status, 'uri')
    const account = objectAt(status, 'account')
    const accountId = textAt(account, 'id')
    const author = accountRef(account)
    if (id !== null && uri !== null && 'visibility' in status) this.#uris.set(id, uri)
    if (accountId !== null && author !== null) this.#handles.set(accountId, author)
  }

  record(item: JsonObject): Made {
    switch (kindOfItem(item)) {
      case 'statuses':
        return this.#status(item)
      case 'notifications':
        return this.#notification(item)
      case 'accounts':
        return this.#account(item)
      case 'relationships':
        return { ignored: 'a relationship: it does not name the accounts that it is between' }
      case 'lists':
        return { ignored: 'a list of accounts: who is on it is not said here' }
      case null:
        return { ignored: 'neither a post nor an account nor a notification' }
    }
  }

  #status(item: JsonObject): Made {
    const visibility = textAt(item, 'visibility')
    if (visibility === 'private' || visibility === 'direct')
      return { ignored: 'not public: for followers only, or a direct message' }
    const post = this.#post(item)
    const original = isObject(item['reblog']) ? [item['reblog']] : []
    const acts = interactionsOfPost(post).map(({ kind }) => kind)
    this.#observed.see('mastodon', ['post', ...acts], post.time, post.text !== null)
    const counts = post.kind === 'repost' ? [] : this.#counts(item, COUNTED, post.author, post.id)
    return [
      post,
      ...original.flatMap((each) => this.#original(each)),
      ...counts,
      ...[item, ...original].flatMap((each) => this.#profile(objectAt(each, 'account'))),
    ]
  }

  #original(status: JsonObject): PostRecord[] {
    try {
      return [this.#post(status)]
    } catch (error) {
      if (error instanceof WrongCell) return []
      throw error
    }
  }

  #post(status: JsonObject): PostRecord {
    const id = textAt(status, 'uri')
    const author = accountRef(objectAt(status, 'account'))
    const time = readTime(textAt(status, 'created_at') ?? '')?.time ?? null
    if (id === null || author === null || time === null) {
      const column = id === null ? 'uri' : author === null ? 'account' : 'created_at'
      throw new WrongCell({
        column,
        value: textAt(status, column),
        problem: 'the status is not whole',
        fix: 'fetch it again',
      })
    }
    const reblog = isObject(status['reblog']) ? status['reblog'] : null
    const mentions = objectsAt(status, 'mentions').flatMap(
      (mention) => mentionedAccount(textAt(mention, 'acct') ?? '', textAt(mention, 'url') ?? '') ?? [],
    )
    const answeredId = textAt(status, 'in_reply_to_id')
    const text = [textAt(status, 'spoiler_text'), htmlText(textAt(status, 'content') ?? '')].filter(
      (part) => part !== null && part !== '',
    )
    const edited = readTime(textAt(status, 'edited_at') ?? '')?.time ?? null
    return {
      type: 'post',
      id,
      author,
      time,
      kind: reblog !== null ? 'repost' : answeredId === null ? 'original' : 'reply',
      text: reblog !== null || text.length === 0 ? null : text.join('\n\n'),
      language: textAt(status, 'language'),
      parentId: reblog === null ? this.#uriOf(answeredId) : textAt(reblog, 'uri'),
      conversationId: null,
      url: textAt(status, 'url'),
      parentAuthor: reblog === null ? this.#answered(status) : accountRef(objectAt(reblog, 'account')),
      mentions: reblog === null ? mentions : [],
      ...(edited === null ? {} : { edit: { time: edited, replaces: [] } }),
    }
  }

  #uriOf(id: string | null): string | null {
    return id === null ? null : (this.#uris.get(id) ?? null)
  }

  /** Whom a status answers: named by an id of the server's own, which its mentions or other statuses explain. */
  #answered(status: JsonObject): AccountRef | null {
    const id = textAt(status, 'in_reply_to_account_id')
    if (id === null) return null
    const mention = objectsAt(status, 'mentions').find((each) => each['id'] === id)
    if (mention !== undefined) return mentionedAccount(textAt(mention, 'acct') ?? '', textAt(mention, 'url') ?? '')
    return this.#handles.get(id) ?? null
  }

  #counts(of: JsonObject, counted: typeof COUNTED, account: AccountRef, postId: string | null): CountRecord[] {
    const time = this.#page?.takenAt ?? this.#options.takenAt ?? null
    return counted.flatMap(([key, thing]) => {
      const value = wholeNumberAt(of, key)
      return value === null
        ? []
        : [{ type: 'count' as const, account, postId, thing, value, span: 'total' as const, time }]
    })
  }

  /** What an account says of itself, once per file. */
  #profile(account: JsonObject): AccountRecord[] {
    const ref = accountRef(account)
    if (ref === null || this.#told.has(ref.handle ?? '')) return []
    if (this.#told.size >= IDS_MAX) this.#told.clear()
    this.#told.add(ref.handle ?? '')
    return [profileOf(account, ref)]
  }

  #account(item: JsonObject): Made {
    const ref = accountRef(item)
    if (ref === null)
      throw new WrongCell({
        column: 'acct',
        value: textAt(item, 'acct'),
        problem: 'the account names no server',
        fix: 'fetch it again',
      })
    const counts = this.#counts(item, COUNTED_OF_ACCOUNT, ref, null)
    const endpoint = this.#page?.endpoint
    const of = accountOfPage(this.#page)
    if (of === null || (endpoint !== 'followers' && endpoint !== 'following')) {
      this.#lone++
      return [profileOf(item, ref), ...counts]
    }
    const [follower, followed] = endpoint === 'followers' ? [ref, of] : [of, ref]
    const at = this.#page?.takenAt ?? null
    const direction = endpoint === 'followers' ? 'inbound' : 'outbound'
    this.#lists.set(direction, {
      platform: 'mastodon',
      account: of,
      direction,
      acts: ['follow'],
      text: false,
      from: at,
      to: at,
    })
    const follow: SourceRecord = { type: 'follow', follower, followed, snapshotTime: at }
    return [follow, ...this.#profile(item), ...counts]
  }

  /** What others did toward the account whose notifications these are. */
  #notification(item: JsonObject): Made {
    const type = textAt(item, 'type')
    const actor = accountRef(objectAt(item, 'account'))
    const time = readTime(textAt(item, 'created_at') ?? '')?.time ?? null
    const status = objectAt(item, 'status')
    if (actor === null || time === null) {
      throw new WrongCell({
        column: 'account',
        value: null,
        problem: 'the notification is not whole',
        fix: 'fetch it again',
      })
    }
    if (type === 'mention' && 'uri' in status) return this.#status(status)
    const profile = this.#profile(objectAt(item, 'account'))
    if (type === 'follow') {
      this.#see(['follow'], time)
      return [{ type: 'follow', follower: actor, followed: this.#owner(), snapshotTime: null, since: time }, ...profile]
    }
    const target = accountRef(objectAt(status, 'account'))
    if ((type === 'reblog' || type === 'favourite') && target !== null) {
      const kind = type === 'reblog' ? 'repost' : 'like'
      this.#see([kind], time)
      return [{ type: 'interaction', actor, target, kind, time, postId: textAt(status, 'uri'), post: null }, ...profile]
    }
    return { ignored: `a notification of another kind (${type ?? 'without type'})` }
  }

  #see(acts: ('follow' | 'repost' | 'like')[], time: number): void {
    this.#observed.see('mastodon', acts, time, false)
  }

  #owner(): AccountRef {
    const owner =
      accountOfPage(this.#page) ?? (this.#options.account?.platform === 'mastodon' ? this.#options.account : null)
    if (owner === null) throw new AccountNeeded(this.#file, 'mastodon', 'notifications')
    return owner
  }

  coverage(): Coverage[] {
    return [...this.#observed.coverage(), ...this.#lists.values()]
  }

  notes(): string[] {
    return this.#lone === 0
      ? []
      : [`${this.#lone} accounts are read as profiles only: the file does not say who follows whom`]
  }
}

const COUNTED: readonly [key: string, thing: CountedThing][] = [
  ['replies_count', 'replies'],
  ['reblogs_count', 'reposts'],
  ['favourites_count', 'likes'],
]

const COUNTED_OF_ACCOUNT: readonly [key: string, thing: CountedThing][] = [
  ['followers_count', 'followers'],
  ['following_count', 'following'],
  ['statuses_count', 'posts'],
]

function accountOfPage(page: FetchedPage | null): AccountRef | null {
  return page === null ? null : { platform: 'mastodon', platformId: null, handle: page.account }
}

/** Accounts of the server itself are written without their host: their address has it. */
function accountRef(account: JsonObject): AccountRef | null {
  const acct = textAt(account, 'acct')
  if (acct === null) return null
  const [user, host] = acct.split('@')
  if (user !== undefined && host !== undefined) return fediverseAccount(user, host)
  const address = textAt(account, 'uri') ?? textAt(account, 'url') ?? ''
  const home = accountOfActorUrl(textAt(account, 'url') ?? '') ?? accountOfActorUrl(address)
  const linked = home?.handle?.split('@')[1] ?? /^https?:\/\/([^/?#\s]+)/i.exec(address)?.[1]
  return linked === undefined ? null : fediverseAccount(acct, linked)
}

function profileOf(account: JsonObject, ref: AccountRef): AccountRecord {
  const note = textAt(account, 'note')
  const links = objectsAt(account, 'fields').map(
    (field) => /https?:\/\/[^\s"<]+/.exec(textAt(field, 'value') ?? '')?.[0],
  )
  const website = links.find((link) => link !== undefined)
  return {
    type: 'account',
    account: ref,
    displayName: textAt(account, 'display_name'),
    description: note === null ? null : htmlText(note) || null,
    exporter: false,
    ...(website === undefined ? {} : { website }),
  }
}
