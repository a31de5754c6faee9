import type { AccountRef } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'
import type { FollowRecord } from '@weft/model/follow'
import { type JsonObject, textAt } from '../../json-fields.ts'
import { xAccount } from './tweet.ts'

/** A list of followers or followed, as its pages come. */
interface FollowList {
  account: AccountRef
  direction: 'inbound' | 'outbound'
  from: number | null
  to: number | null
  startsWithFirstPage: boolean
  endsWithLastPage: boolean
}

/**
 * Lists of followers as API v2 pages them. Whose list a page is of stands in the question only; whether it goes on, in
 * its `meta`. A list is covered where its first page and its last are there.
 */
export class FollowLists {
  readonly #lists = new Map<string, FollowList>()
  #current: FollowList | null = null
  #time: number | null = null

  /** A page begins that was asked for at that address, as of `time`; the accounts on it are asked about after this. */
  begin(url: string, meta: JsonObject, time: number | null): void {
    this.#time = time
    this.#current = null
    const [, id, asked] = /\/2\/users\/(\d+)\/(followers|following)\b/.exec(url) ?? []
    const account = xAccount(id ?? null, null)
    if (account === null) return
    const key = `${id} ${asked}`
    const list = this.#lists.get(key) ?? {
      account,
      direction: asked === 'followers' ? 'inbound' : 'outbound',
      from: time,
      to: time,
      startsWithFirstPage: !/[?&]pagination_token=/.test(url),
      endsWithLastPage: false,
    }
    list.to = time
    list.endsWithLastPage = textAt(meta, 'next_token') === null
    this.#lists.set(key, list)
    this.#current = list
  }

  /** The follow that an account on the page stands for; `null` where the page does not say whose list it is of. */
  followOf(account: AccountRef): FollowRecord | null {
    if (this.#current === null) return null
    const { direction, account: of } = this.#current
    const [follower, followed] = direction === 'inbound' ? [account, of] : [of, account]
    return { type: 'follow', follower, followed, snapshotTime: this.#time }
  }

  coverage(): Coverage[] {
    return [...this.#lists.values()].map((list) => {
      const { account, from, to } = list
      const direction = isWhole(list) ? list.direction : 'as_observed'
      return { platform: 'x', account, direction, acts: ['follow'], text: false, from, to }
    })
  }

  notes(): string[] {
    return [...this.#lists.values()]
      .filter((list) => !isWhole(list))
      .map(({ account, direction }) => {
        const what = direction === 'inbound' ? 'who follows' : 'whom'
        const rest = direction === 'inbound' ? '' : ' follows'
        return `the list of ${what} ${account.platformId}${rest} is not whole: pages before or after these are missing`
      })
  }
}

function isWhole({ startsWithFirstPage, endsWithLastPage }: FollowList): boolean {
  return startsWithFirstPage && endsWithLastPage
}
