import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import { inBatches } from '../../batches.ts'
import type { Export, ExportFile } from '../../export.ts'
import { type FetchedPage, fetchedPage } from '../../fetched-page.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRecord, SourceRow } from '../../format.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { accountOfUri, blueskyAccount, readAtUri } from './at-uri.ts'
import { isRecordView, madeOfRecord, repostOf, wrong } from './record.ts'

const NAME = 'Bluesky API answers (JSON)'

/** What Bluesky's API gives: feeds, threads, followers, likes, notifications, records. */
export const blueskyApi: Format = {
  id: 'bluesky_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'With `weft fetch bluesky HANDLE --out FOLDER`. With any other tool: answers of app.bsky.feed.getAuthorFeed, getPostThread, getLikes, app.bsky.graph.getFollowers, app.bsky.notification.listNotifications or com.atproto.repo.listRecords as JSON, one a file or one a line.',
  tells:
    'Posts with text, what they answer, quote and repost; who follows whom; who liked, with dates; from records, since when an account follows others.',
  cannotTell:
    'Since when somebody follows the account, other than from notifications. Whether more exists than was asked for.',
  async match(exported) {
    const missing = ['an answer of Bluesky’s API']
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

function kindOfValue(value: LosslessJson): string | null {
  const page = fetchedPage(value)
  if (page !== null) return page.platform === 'bluesky' ? 'a page of weft fetch' : null
  const object = asObject(value)
  for (const { key, isItem } of LISTS) {
    const list = object[key]
    if (!Array.isArray(list)) continue
    const [first] = list
    // A page may be empty; its cursor or whom it is about still tells it.
    if (first === undefined ? 'cursor' in object || 'subject' in object : isItem(asObject(first))) return `"${key}"`
  }
  if (isObject(object['thread']) && (textAt(objectAt(object, 'thread'), '$type') ?? '').startsWith('app.bsky.'))
    return '"thread"'
  if (isRecordView(object)) return 'a record'
  if (isPostView(object)) return 'a post'
  if (isObject(object['starterPack']) && isOfBluesky(objectAt(object, 'starterPack'))) return '"starterPack"'
  if (Array.isArray(object['relationships']) && (textAt(object, 'actor') ?? '').startsWith('did:'))
    return '"relationships"'
  return isProfile(object) ? 'a profile' : null
}

function isOfBluesky(item: JsonObject): boolean {
  return readAtUri(textAt(item, 'uri')) !== null
}

function isProfile(item: JsonObject): boolean {
  return (textAt(item, 'did') ?? '').startsWith('did:') && textAt(item, 'handle') !== null && !isObject(item['didDoc'])
}

function isPostView(item: JsonObject): boolean {
  return isOfBluesky(item) && isProfile(objectAt(item, 'author')) && isObject(item['record'])
}

/** An item of an answer, with what the answer says of all of them. */
interface Item {
  list: string
  item: JsonObject
  answer: JsonObject
}

/** The lists of the answers that are known. */
const LISTS: readonly { key: string; isItem: (item: JsonObject) => boolean }[] = [
  { key: 'feed', isItem: (item) => isPostView(objectAt(item, 'post')) },
  { key: 'posts', isItem: isPostView },
  { key: 'followers', isItem: isProfile },
  { key: 'follows', isItem: isProfile },
  { key: 'likes', isItem: (item) => isProfile(objectAt(item, 'actor')) },
  { key: 'repostedBy', isItem: isProfile },
  { key: 'notifications', isItem: (item) => isOfBluesky(item) && 'reason' in item },
  { key: 'records', isItem: isRecordView },
  { key: 'postRecords', isItem: isRecordView },
  { key: 'profiles', isItem: isProfile },
  { key: 'actors', isItem: isProfile },
  { key: 'lists', isItem: isOfBluesky },
  { key: 'starterPacks', isItem: isOfBluesky },
]

/** The items of an answer; one alone where it is one, and a conversation's posts from the first to the last. */
function itemsOf(body: LosslessJson): Item[] {
  const answers = Array.isArray(body) ? body.map((each) => asObject(each)) : [asObject(body)]
  return answers.flatMap((answer): Item[] => {
    for (const { key } of LISTS) {
      if (Array.isArray(answer[key])) return objectsAt(answer, key).map((item) => ({ list: key, item, answer }))
    }
    if (isObject(answer['thread'])) return threadItems(answer)
    const list = isRecordView(answer)
      ? 'records'
      : isPostView(answer)
        ? 'posts'
        : isProfile(answer)
          ? 'profiles'
          : 'other'
    return [{ list, item: answer, answer }]
  })
}

/** A conversation nests as deep as people answer each other: walked with a list, not by recursion. */
function threadItems(answer: JsonObject): Item[] {
  const items: Item[] = []
  const waiting = [objectAt(answer, 'thread')]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    items.push(
      isPostView(objectAt(node, 'post'))
        ? { list: 'posts', item: objectAt(node, 'post'), answer }
        : { list: 'missing', item: node, answer },
    )
    if (isObject(node['parent'])) waiting.push(node['parent'])
    waiting.push(...objectsAt(node, 'replies').toReversed())
  }
  return items
}

async function* readAnswers(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new AnswerReader(options)
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const page = fetchedPage(answer.value)
    for (const item of itemsOf(page === null ? answer.value : page.body)) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, () => reader.record(item, page))
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

/** About 20 MB of ids: beyond it an account may be told twice, which does no harm. */
const ACCOUNTS_MAX = 200_000

class AnswerReader {
  readonly #options: ReadOptions
  readonly #observed = new ObservedCoverage()
  readonly #lists = new Map<string, Coverage>()
  readonly #told = new Set<string>()
  #lone = 0

  constructor(options: ReadOptions) {
    this.#options = options
  }

  record({ list, item, answer }: Item, page: FetchedPage | null): Made {
    switch (list) {
      case 'feed':
        return this.#entry(item, page)
      case 'posts':
        return this.#post(item, page)
      case 'followers':
      case 'follows':
        return this.#follow(list, item, objectAt(answer, 'subject'), page)
      case 'likes':
        return this.#like(item, textAt(answer, 'uri'))
      case 'repostedBy':
        return this.#repost(item, textAt(answer, 'uri'))
      case 'notifications':
        return this.#notification(item)
      case 'records':
      case 'postRecords':
        return this.#record(item, page)
      case 'profiles':
      case 'actors':
        return this.#profile(item, page)
      case 'missing':
        return { ignored: 'a post that is gone, or that its author shows to nobody here' }
      default:
        return { ignored: 'a list or starter pack: it does not say who acts toward whom' }
    }
  }

  /** A post in a feed, or that somebody reposted it. */
  #entry(item: JsonObject, page: FetchedPage | null): Made {
    const view = objectAt(item, 'post')
    const made = this.#post(view, page)
    const reason = objectAt(item, 'reason')
    if (reason['$type'] !== 'app.bsky.feed.defs#reasonRepost' || 'ignored' in made) return made
    const by = accountOf(objectAt(reason, 'by'))
    const original = textAt(view, 'uri')
    if (by === null || original === null) throw wrong('reason', null, 'the repost does not say whose it is')
    const uri = textAt(reason, 'uri') ?? `${original}#reposted-by-${by.platformId}`
    const repost = repostOf(uri, by, original, readTime(textAt(reason, 'indexedAt') ?? '')?.time ?? null)
    this.#see(repost, ['post', 'repost'])
    return [repost, ...(Array.isArray(made) ? made : [made])]
  }

  #post(view: JsonObject, page: FetchedPage | null): Made {
    const author = accountOf(objectAt(view, 'author'))
    const uri = textAt(view, 'uri')
    if (author === null || uri === null) throw wrong('author', null, 'the post does not name its author')
    const seen = readTime(textAt(view, 'indexedAt') ?? '')?.time ?? null
    const made = this.#seen(madeOfRecord(uri, author, view['record'] ?? null, { seen }))
    if ('ignored' in made) return made
    const records: [SourceRecord, ...SourceRecord[]] = Array.isArray(made) ? made : [made]
    const counts = countsIn(view, COUNTED, { account: author, postId: uri, time: this.#takenAt(page) })
    return [...records, ...counts, ...this.#once(objectAt(view, 'author'))]
  }

  #follow(list: 'followers' | 'follows', item: JsonObject, subject: JsonObject, page: FetchedPage | null): Made {
    const other = accountOf(item)
    const of = accountOf(subject)
    if (other === null || of === null) throw wrong('subject', null, 'the page does not say whose list it is')
    const at = this.#takenAt(page)
    const direction = list === 'followers' ? 'inbound' : 'outbound'
    const [follower, followed] = direction === 'inbound' ? [other, of] : [of, other]
    this.#lists.set(`${direction} ${of.platformId}`, {
      platform: 'bluesky',
      account: of,
      direction,
      acts: ['follow'],
      text: false,
      from: at,
      to: at,
    })
    return [{ type: 'follow', follower, followed, snapshotTime: at }, ...this.#once(item), ...this.#once(subject)]
  }

  #like(item: JsonObject, liked: string | null): Made {
    const actor = accountOf(objectAt(item, 'actor'))
    const target = accountOfUri(liked)
    if (actor === null || target === null) throw wrong('uri', liked, 'the page does not say what was liked')
    const time = readTime(textAt(item, 'createdAt') ?? textAt(item, 'indexedAt') ?? '')?.time ?? null
    this.#observed.see('bluesky', ['like'], time, false)
    return [
      { type: 'interaction', actor, target, kind: 'like', time, postId: liked, post: null },
      ...this.#once(objectAt(item, 'actor')),
    ]
  }

  #repost(item: JsonObject, original: string | null): Made {
    const actor = accountOf(item)
    const target = accountOfUri(original)
    if (actor === null || target === null) throw wrong('uri', original, 'the page does not say what was reposted')
    this.#observed.see('bluesky', ['repost'], null, false)
    return [
      { type: 'interaction', actor, target, kind: 'repost', time: null, postId: original, post: null },
      ...this.#once(item),
    ]
  }

  /** What others did: each notification holds the record of it. */
  #notification(item: JsonObject): Made {
    const author = accountOf(objectAt(item, 'author'))
    const uri = textAt(item, 'uri')
    if (author === null || uri === null) throw wrong('author', null, 'the notification names nobody')
    const seen = readTime(textAt(item, 'indexedAt') ?? '')?.time ?? null
    const made = this.#seen(madeOfRecord(uri, author, item['record'] ?? null, { seen }))
    if ('ignored' in made) return made
    const records: [SourceRecord, ...SourceRecord[]] = Array.isArray(made) ? made : [made]
    return [...records, ...this.#once(objectAt(item, 'author'))]
  }

  #record(item: JsonObject, page: FetchedPage | null): Made {
    const uri = textAt(item, 'uri') ?? ''
    const author = accountOfUri(uri)
    if (author === null) throw wrong('uri', uri, 'no address of a record')
    return this.#seen(madeOfRecord(uri, author, item['value'] ?? null, { snapshotTime: this.#takenAt(page) }))
  }

  #profile(item: JsonObject, page: FetchedPage | null): Made {
    const account = accountOf(item)
    if (account === null) throw wrong('did', textAt(item, 'did'), 'no account is named')
    const counts = countsIn(item, COUNTED_OF_ACCOUNT, { account, postId: null, time: this.#takenAt(page) })
    this.#lone++
    return [profileOf(item, account), ...counts]
  }

  /** Notes what was seen, and hands it on. */
  #seen(made: Made): Made {
    if ('ignored' in made) return made
    for (const record of Array.isArray(made) ? made : [made]) {
      if (record.type === 'post') this.#see(record, ['post', ...interactionsOfPost(record).map(({ kind }) => kind)])
      if (record.type === 'interaction') this.#observed.see('bluesky', [record.kind], record.time, false)
      if (record.type === 'follow')
        this.#observed.see('bluesky', ['follow'], record.since ?? record.snapshotTime, false)
    }
    return made
  }

  #see({ time, text }: { time: number | null; text: string | null }, acts: CoveredAct[]): void {
    this.#observed.see('bluesky', acts, time, text !== null)
  }

  #takenAt(page: FetchedPage | null): number | null {
    return page?.takenAt ?? this.#options.takenAt ?? null
  }

  /** What an account says of itself, once per file. */
  #once(view: JsonObject): AccountRecord[] {
    const account = accountOf(view)
    if (account?.platformId === null || account === null || this.#told.has(account.platformId)) return []
    if (this.#told.size >= ACCOUNTS_MAX) this.#told.clear()
    this.#told.add(account.platformId)
    return [profileOf(view, account)]
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
  ['replyCount', 'replies'],
  ['repostCount', 'reposts'],
  ['likeCount', 'likes'],
  ['quoteCount', 'quotes'],
]

const COUNTED_OF_ACCOUNT: readonly [key: string, thing: CountedThing][] = [
  ['followersCount', 'followers'],
  ['followsCount', 'following'],
  ['postsCount', 'posts'],
]

function countsIn(
  of: JsonObject,
  counted: typeof COUNTED,
  about: Pick<CountRecord, 'account' | 'postId' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([key, thing]) => {
    const value = wholeNumberAt(of, key)
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value, span: 'total' as const }]
  })
}

function accountOf(view: JsonObject): AccountRef | null {
  const did = textAt(view, 'did')
  return did === null ? null : blueskyAccount(did, textAt(view, 'handle'))
}

function profileOf(view: JsonObject, account: AccountRef): AccountRecord {
  const about = { displayName: textAt(view, 'displayName'), description: textAt(view, 'description') }
  return { type: 'account', account, ...about, exporter: false }
}
