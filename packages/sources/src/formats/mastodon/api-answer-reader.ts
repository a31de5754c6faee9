import { type AccountRef, foldHandle } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../../cell.ts'
import { CoverageOfAccounts } from '../../coverage-of-accounts.ts'
import type { FetchedPage } from '../../fetched-page.ts'
import { FollowLists } from '../../follow-lists.ts'
import type { ReadOptions, SourceRecord } from '../../format.ts'
import { asObject, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import type { Made } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { RecentMap } from '../../recent-map.ts'
import { AccountNeeded } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { COUNTED_OF_ACCOUNT, COUNTED_OF_STATUS, countsIn, profileOf } from './api-account.ts'
import { kindOfItem } from './api-answer.ts'
import { isPublicStatus, postOfStatus, quotedStatus, quotesOfReply } from './api-status.ts'
import { ServerIds } from './server-ids.ts'

/** Of more accounts than these in one file a profile may be told twice, which does no harm. */
const TOLD_MIN = 25_000

/** Reads the answers of one file, one after another: what it learns from one holds for the next. */
export class AnswerReader {
  readonly #file: string
  readonly #options: ReadOptions
  readonly #observed = new ObservedCoverage()
  readonly #known = new CoverageOfAccounts()
  readonly #follows = new FollowLists()
  readonly #told = new RecentMap<true>(TOLD_MIN)
  readonly #ids = new ServerIds()
  #page: FetchedPage | null = null
  #notified: AccountRef | null = null
  #lone = 0

  constructor(file: string, options: ReadOptions) {
    this.#file = file
    this.#options = options
  }

  /** Learns what the ids in an answer stand for, before its items are read. */
  begin(page: FetchedPage | null, items: readonly JsonObject[]): void {
    this.#page = page
    this.#ids.home = accountOfPage(page)?.handle?.split('@')[1] ?? null
    this.#seeList(items.length)
    for (const item of items) {
      const status = isObject(item['status']) ? item['status'] : item
      for (const each of [status, asObject(status['reblog']), asObject(quotedStatus(status))]) {
        this.#ids.learn(each)
      }
      if (IS_OF_OWN_STATUS.has(textAt(item, 'type') ?? ''))
        this.#notified ??= this.#ids.accountRef(objectAt(status, 'account'))
    }
  }

  /** A server says nothing of a list that its account hides: it shows an empty one. */
  #seeList(accounts: number): void {
    const list = this.#page === null ? null : this.#list()
    if (this.#page === null || list === null) return
    const { isFirst, isLast, takenAt } = this.#page
    if (accounts > 0 || !isFirst) this.#follows.see(list.direction, list.of, { isFirst, isLast, takenAt })
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
    if (!isPublicStatus(item)) return NOT_PUBLIC
    const post = postOfStatus(item, this.#ids)
    const origins = [item['reblog'], quotedStatus(item)].filter(isObject)
    const quotes = quotesOfReply(item, post, this.#ids)
    const acts = [...interactionsOfPost(post), ...quotes].map(({ kind }) => kind)
    this.#seePost(post, acts)
    const counted = { account: post.author, postId: post.id, time: this.#countedAt() }
    const counts = post.kind === 'repost' ? [] : countsIn(item, COUNTED_OF_STATUS, counted)
    return [
      post,
      ...quotes,
      ...origins.flatMap((each) => this.#original(each)),
      ...counts,
      ...[item, ...origins].flatMap((each) => this.#profile(objectAt(each, 'account'))),
    ]
  }

  /** A page of an account’s own statuses is all that it posted in that time. */
  #seePost(post: PostRecord, acts: readonly CoveredAct[]): void {
    const of = accountOfPage(this.#page)
    if (this.#page?.endpoint === 'statuses' && of !== null && isSame(of, post.author)) {
      this.#known.see(of, 'outbound', OWN_ACTS, post.time, true)
    } else this.#observed.see('mastodon', ['post', ...acts], post.time, post.text !== null)
  }

  #original(status: JsonObject): PostRecord[] {
    if (!isPublicStatus(status)) return []
    try {
      return [postOfStatus(status, this.#ids)]
    } catch (error) {
      if (error instanceof WrongCell) return []
      throw error
    }
  }

  #countedAt(): number | null {
    return this.#page?.takenAt ?? this.#options.takenAt ?? null
  }

  /** What an account says of itself, once per file. */
  #profile(account: JsonObject): AccountRecord[] {
    const ref = this.#ids.accountRef(account)
    if (ref === null || this.#told.has(ref.handle ?? '')) return []
    this.#told.set(ref.handle ?? '', true)
    return [profileOf(account, ref)]
  }

  #account(item: JsonObject): Made {
    const ref = this.#ids.accountRef(item)
    if (ref === null)
      throw new WrongCell({
        column: 'acct',
        value: textAt(item, 'acct'),
        problem: 'the account names no server',
        fix: 'fetch it again',
      })
    const counts = countsIn(item, COUNTED_OF_ACCOUNT, { account: ref, postId: null, time: this.#countedAt() })
    const list = this.#list()
    if (list === null) {
      this.#lone++
      return [profileOf(item, ref), ...counts]
    }
    const { of, direction } = list
    const [follower, followed] = direction === 'inbound' ? [ref, of] : [of, ref]
    const at = this.#countedAt()
    if (this.#page === null) this.#observed.see('mastodon', ['follow'], at, false)
    const follow: SourceRecord = { type: 'follow', follower, followed, snapshotTime: at }
    return [follow, ...this.#profile(item), ...counts]
  }

  /**
   * Whose followers or followed the accounts in the answer are. A page says so; of a bare list a person has to say whose
   * it is, and its name which of the two. One such list may be a page of many: it covers only what is on it.
   */
  #list(): { of: AccountRef; direction: 'inbound' | 'outbound' } | null {
    const of = this.#page === null ? this.#said() : accountOfPage(this.#page)
    const called = this.#page === null ? this.#file : this.#page.endpoint
    const [what] = /followers|following/i.exec(called) ?? []
    return of === null || what === undefined
      ? null
      : { of, direction: what.toLowerCase() === 'followers' ? 'inbound' : 'outbound' }
  }

  #said(): AccountRef | null {
    return this.#options.account?.platform === 'mastodon' ? this.#options.account : null
  }

  /** What others did toward the account whose notifications these are. */
  #notification(item: JsonObject): Made {
    const type = textAt(item, 'type') ?? ''
    const actor = this.#ids.accountRef(objectAt(item, 'account'))
    const time = readTime(textAt(item, 'created_at') ?? '')?.time ?? null
    const status = objectAt(item, 'status')
    if (actor === null || time === null) {
      throw new WrongCell({
        column: actor === null ? 'account' : 'created_at',
        value: textAt(item, 'created_at'),
        problem: 'the notification is not whole',
        fix: 'fetch it again',
      })
    }
    if (HOLDS_A_STATUS.has(type) && 'uri' in status) {
      const told = this.#status(status)
      if (type === 'mention' && !('ignored' in told)) this.#seeInbound(['reply', 'mention'], time, true)
      return told
    }
    if (!isPublicStatus(status)) return NOT_PUBLIC
    const profile = this.#profile(objectAt(item, 'account'))
    if (type === 'follow') {
      const followed = this.#owner()
      this.#seeInbound(['follow'], time, false)
      return [{ type: 'follow', follower: actor, followed, snapshotTime: null, since: time }, ...profile]
    }
    const target = this.#ids.accountRef(objectAt(status, 'account'))
    if ((type === 'reblog' || type === 'favourite') && target !== null) {
      const kind = type === 'reblog' ? 'repost' : 'like'
      this.#seeInbound([kind], time, false)
      return [{ type: 'interaction', actor, target, kind, time, postId: textAt(status, 'uri'), post: null }, ...profile]
    }
    return { ignored: `a notification of another kind (${type === '' ? 'without type' : type})` }
  }

  #seeInbound(acts: readonly CoveredAct[], time: number, text: boolean): void {
    const owner = this.#ownerIfKnown()
    if (owner === null) this.#observed.see('mastodon', acts, time, text)
    else this.#known.see(owner, 'inbound', acts, time, text)
  }

  /** Whose notifications these are: the page says, or who handed them in, or that somebody liked or boosted its post. */
  #ownerIfKnown(): AccountRef | null {
    return accountOfPage(this.#page) ?? this.#said() ?? this.#notified
  }

  #owner(): AccountRef {
    const owner = this.#ownerIfKnown()
    if (owner === null) throw new AccountNeeded(this.#file, 'mastodon', 'notifications')
    return owner
  }

  coverage(): Coverage[] {
    return [...this.#observed.coverage(), ...this.#known.coverage(), ...this.#follows.coverage()]
  }

  notes(): string[] {
    const lone = `${this.#lone} accounts are read as profiles only: neither the file nor its name and an account named with it say who follows whom`
    return [...this.#follows.notes(), ...(this.#lone === 0 ? [] : [lone])]
  }
}

const NOT_PUBLIC = { ignored: 'not public: for followers only, or a direct message' }

/** Notifications that stand for a post of the one who caused them. */
const HOLDS_A_STATUS = new Set(['mention', 'quote', 'status', 'update'])

/** Notifications of what somebody did with a post of the account whose notifications they are. */
const IS_OF_OWN_STATUS = new Set(['favourite', 'reblog'])

const OWN_ACTS: readonly CoveredAct[] = ['post', 'reply', 'mention', 'repost', 'quote']

function accountOfPage(page: FetchedPage | null): AccountRef | null {
  return page === null ? null : { platform: 'mastodon', platformId: null, handle: page.account.replace(/^@/, '') }
}

function isSame(one: AccountRef, other: AccountRef): boolean {
  return foldHandle(one.handle ?? '') === foldHandle(other.handle ?? '')
}
