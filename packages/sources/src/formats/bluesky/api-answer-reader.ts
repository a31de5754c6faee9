import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { FollowRecord } from '@weft/model/follow'
import { WrongCell } from '../../cell.ts'
import { CoverageOfAccounts } from '../../coverage-of-accounts.ts'
import { type FetchedPage, fetchedPage } from '../../fetched-page.ts'
import { FollowLists } from '../../follow-lists.ts'
import type { ReadOptions, SourceRecord } from '../../format.ts'
import { type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import type { JsonReader } from '../../json-format.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import type { Made } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { observeRecords } from '../../observed-records.ts'
import { RecentMap } from '../../recent-map.ts'
import { readTime } from '../../time.ts'
import { accountOf, COUNTED_OF_ACCOUNT, COUNTED_OF_POST, countsIn } from './api-account.ts'
import { answersIn, type Item, postsBeside } from './api-answer.ts'
import { accountOfUri, blueskyAccount, isDid } from './at-uri.ts'
import { madeOfRecord, profileOf, repostOf, timeOfRecord, wrong } from './record.ts'
import { followsBetween } from './relationship.ts'

/** Of more than these in one file an account or post may be told twice, which does no harm. */
const TOLD_MIN = 25_000

/** Reads the answers of one file, one after another. */
export class AnswerReader implements JsonReader<Item> {
  readonly #options: ReadOptions
  readonly #observed = new ObservedCoverage()
  readonly #known = new CoverageOfAccounts()
  readonly #follows = new FollowLists()
  readonly #told = new RecentMap<true>(TOLD_MIN)
  #page: FetchedPage | null = null
  #notified: AccountRef | null = null
  #lone = 0

  constructor(options: ReadOptions) {
    this.#options = options
  }

  *items(value: LosslessJson): Generator<Item> {
    const page = fetchedPage(value)
    for (const { answer, items } of answersIn(page === null ? value : page.body)) {
      this.#begin(page, answer, items)
      yield* items
    }
  }

  /** Learns what an answer says of all its items, before they are read. */
  #begin(page: FetchedPage | null, answer: JsonObject, items: readonly Item[]): void {
    this.#page = page
    const subject = accountOf(objectAt(answer, 'subject'))
    for (const direction of ['inbound', 'outbound'] as const) {
      const list = answer[direction === 'inbound' ? 'followers' : 'follows']
      if (!Array.isArray(list) || subject === null) continue
      const isLast = textAt(answer, 'cursor') === null
      this.#follows.see(direction, subject, { isFirst: isFirstPage(page), isLast, takenAt: this.#takenAt() })
    }
    for (const { kind, item } of items) if (kind === 'notification') this.#notified ??= notifiedBy(item)
  }

  /** Throws {@link WrongCell} for an item that is not whole. */
  record({ kind, item, answer }: Item): Made {
    switch (kind) {
      case 'feed':
        return this.#entry(item)
      case 'post':
        return this.#post(item, item)
      case 'follower':
      case 'followed':
        return this.#follow(kind, item, objectAt(answer, 'subject'))
      case 'like':
        return this.#like(item, textAt(answer, 'uri'))
      case 'reposter':
        return this.#reposter(item, textAt(answer, 'uri'))
      case 'notification':
        return this.#notification(item)
      case 'record':
        return this.#record(item)
      case 'profile':
        return this.#profile(item)
      case 'relationship':
        return this.#relationship(item, textAt(answer, 'actor'))
      case 'missing':
        return { ignored: 'a post that is gone, or that its author shows to nobody here' }
      case 'list':
        return { ignored: 'a list or starter pack: it does not say who acts toward whom' }
      case 'other':
        return { ignored: 'neither a post nor an account nor a notification' }
    }
  }

  /** A post in a feed, or that somebody reposted it. */
  #entry(entry: JsonObject): Made {
    const view = objectAt(entry, 'post')
    const reason = objectAt(entry, 'reason')
    // What an account pinned is from any time: that it is there does not show that all since then is.
    const isInOrder = reason['$type'] !== 'app.bsky.feed.defs#reasonPin'
    if (reason['$type'] !== 'app.bsky.feed.defs#reasonRepost') return this.#post(view, entry, isInOrder)
    const by = accountOf(objectAt(reason, 'by'))
    if (by === null) throw wrong('reason', null, 'the repost does not say whose it is')
    const repost = repostOf(by, textAt(view, 'uri'), timeAt(reason, 'indexedAt'))
    this.#seeOwn([repost], by)
    return [repost, ...this.#beside(view), ...this.#once(objectAt(reason, 'by'))]
  }

  #post(view: JsonObject, item: JsonObject, isInOrder = true): Made {
    const author = accountOf(objectAt(view, 'author'))
    const made = this.#postIn(view)
    if ('ignored' in made) return made
    if (author !== null && isInOrder) this.#seeOwn(made, author)
    else observeRecords(this.#observed, made)
    this.#told.set(textAt(view, 'uri') ?? '', true)
    return [...made, ...postsBeside(item, view).flatMap((each) => this.#beside(each))]
  }

  /** A post with what was counted of it and who wrote it. */
  #postIn(view: JsonObject): [SourceRecord, ...SourceRecord[]] | { ignored: string } {
    const author = accountOf(objectAt(view, 'author'))
    const uri = textAt(view, 'uri')
    if (author === null || uri === null) throw wrong('author', null, 'the post does not name its author')
    const made = madeOfRecord(uri, author, view['record'] ?? null, { seen: timeAt(view, 'indexedAt') })
    if ('ignored' in made) return made
    const [first, ...others]: [SourceRecord, ...SourceRecord[]] = Array.isArray(made) ? made : [made]
    const counts = countsIn(view, COUNTED_OF_POST, { account: author, postId: uri, time: this.#takenAt() })
    return [first, ...others, ...counts, ...this.#once(objectAt(view, 'author'))]
  }

  /** A post that another one shows, once per file. Where it is not whole, the one that shows it still is. */
  #beside(view: JsonObject): SourceRecord[] {
    const uri = textAt(view, 'uri') ?? ''
    if (this.#told.has(uri)) return []
    this.#told.set(uri, true)
    try {
      const made = this.#postIn(view)
      if ('ignored' in made) return []
      observeRecords(this.#observed, made)
      return made
    } catch (error) {
      if (error instanceof WrongCell) return []
      throw error
    }
  }

  /** A page of an account’s own feed is all that it did in that time. */
  #seeOwn(made: readonly SourceRecord[], author: AccountRef): void {
    const isOwn = this.#page?.endpoint === 'statuses' && isNamed(author, this.#page.account)
    if (!isOwn) return observeRecords(this.#observed, made)
    for (const record of made)
      if (record.type === 'post') this.#known.see(author, 'outbound', OWN_ACTS, record.time, true)
  }

  #follow(kind: 'follower' | 'followed', item: JsonObject, subject: JsonObject): Made {
    const other = accountOf(item)
    const of = accountOf(subject)
    if (other === null || of === null) throw wrong('subject', null, 'the page does not say whose list it is')
    const [follower, followed] = kind === 'follower' ? [other, of] : [of, other]
    const follow: FollowRecord = { type: 'follow', follower, followed, snapshotTime: this.#takenAt() }
    return [follow, ...this.#once(item), ...this.#once(subject)]
  }

  #like(item: JsonObject, liked: string | null): Made {
    const actor = accountOf(objectAt(item, 'actor'))
    const target = accountOfUri(liked)
    if (actor === null || target === null) throw wrong('uri', liked, 'the page does not say what was liked')
    const time = timeOfRecord(item, '', timeAt(item, 'indexedAt'))
    this.#observed.see('bluesky', ['like'], time, false)
    return [
      { type: 'interaction', actor, target, kind: 'like', time, postId: liked, post: null },
      ...this.#once(objectAt(item, 'actor')),
    ]
  }

  #reposter(item: JsonObject, original: string | null): Made {
    const actor = accountOf(item)
    if (actor === null) throw wrong('did', null, 'the page does not say who reposted')
    const repost = repostOf(actor, original, null)
    observeRecords(this.#observed, [repost])
    return [repost, ...this.#once(item)]
  }

  /** What others did: each notification holds the record of it. */
  #notification(item: JsonObject): Made {
    const author = accountOf(objectAt(item, 'author'))
    const uri = textAt(item, 'uri')
    if (author === null || uri === null) throw wrong('author', null, 'the notification names nobody')
    const made = madeOfRecord(uri, author, item['record'] ?? null, { seen: timeAt(item, 'indexedAt') })
    if ('ignored' in made) return made
    const [first, ...others]: [SourceRecord, ...SourceRecord[]] = Array.isArray(made) ? made : [made]
    const owner = this.#owner()
    const acts = INBOUND_ACTS[textAt(item, 'reason') ?? '']
    if (owner === null || acts === undefined) observeRecords(this.#observed, [first, ...others])
    else this.#known.see(owner, 'inbound', acts, timeOf(first), acts === ANSWERS)
    return [first, ...others, ...this.#once(objectAt(item, 'author'))]
  }

  /** Whose notifications these are: what was liked, reposted or followed is its own. The page has its handle. */
  #owner(): AccountRef | null {
    const { account } = this.#page ?? { account: null }
    if (account === null || account.startsWith('did:')) {
      return this.#notified ?? (account === null ? null : blueskyAccount(account))
    }
    return { platform: 'bluesky', platformId: this.#notified?.platformId ?? null, handle: account }
  }

  #record(item: JsonObject): Made {
    const uri = textAt(item, 'uri') ?? ''
    const author = accountOfUri(uri)
    if (author === null) throw wrong('uri', uri, 'no address of a record')
    const made = madeOfRecord(uri, author, item['value'] ?? null, { snapshotTime: this.#takenAt() })
    if (!('ignored' in made)) observeRecords(this.#observed, Array.isArray(made) ? made : [made])
    return made
  }

  #profile(item: JsonObject): Made {
    const account = accountOf(item)
    if (account === null) throw wrong('did', textAt(item, 'did'), 'no account is named')
    const counts = countsIn(item, COUNTED_OF_ACCOUNT, { account, postId: null, time: this.#takenAt() })
    this.#lone++
    return [profileOf(item, account), ...counts]
  }

  #relationship(item: JsonObject, actor: string | null): Made {
    const [first, ...others] = followsBetween(item, actor, this.#takenAt())
    if (first === undefined) return { ignored: 'neither of the two follows the other' }
    observeRecords(this.#observed, [first, ...others])
    return [first, ...others]
  }

  #takenAt(): number | null {
    return this.#page?.takenAt ?? this.#options.takenAt ?? null
  }

  /** What an account says of itself, once per file. */
  #once(view: JsonObject): AccountRecord[] {
    const account = accountOf(view)
    const did = account?.platformId ?? null
    if (account === null || did === null || this.#told.has(did)) return []
    this.#told.set(did, true)
    return [profileOf(view, account)]
  }

  coverage(): Coverage[] {
    return [...this.#observed.coverage(), ...this.#known.coverage(), ...this.#follows.coverage()]
  }

  notes(): string[] {
    const lone = `${this.#lone} accounts are read as profiles only: the file does not say who follows whom`
    return [...this.#follows.notes(), ...(this.#lone === 0 ? [] : [lone])]
  }
}

const OWN_ACTS: readonly CoveredAct[] = ['post', 'reply', 'mention', 'repost', 'quote']

const ANSWERS: readonly CoveredAct[] = ['reply', 'mention', 'quote']

/** What each reason for notifying somebody covers. */
const INBOUND_ACTS: Readonly<Record<string, readonly CoveredAct[]>> = {
  reply: ANSWERS,
  mention: ANSWERS,
  quote: ANSWERS,
  repost: ['repost'],
  like: ['like'],
  follow: ['follow'],
}

/** Whose notification it is, where what was done was done to a record or account of theirs. */
function notifiedBy(item: JsonObject): AccountRef | null {
  const reason = textAt(item, 'reason')
  if (reason === 'like' || reason === 'repost') return accountOfUri(textAt(item, 'reasonSubject'))
  const followed = reason === 'follow' ? textAt(objectAt(item, 'record'), 'subject') : null
  return followed !== null && isDid(followed) ? blueskyAccount(followed) : null
}

/** What was asked without a cursor. */
function isFirstPage(page: FetchedPage | null): boolean {
  if (page?.url == null || !URL.canParse(page.url)) return page?.isFirst ?? false
  return !new URL(page.url).searchParams.has('cursor')
}

function isNamed({ platformId, handle }: AccountRef, name: string): boolean {
  return platformId === name || handle?.toLowerCase() === name.replace(/^@/, '').toLowerCase()
}

function timeOf(record: SourceRecord): number | null {
  if (record.type === 'post' || record.type === 'interaction') return record.time
  return record.type === 'follow' ? (record.since ?? null) : null
}

function timeAt(of: JsonObject, key: string): number | null {
  return readTime(textAt(of, key) ?? '')?.time ?? null
}
