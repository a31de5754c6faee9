import { type AccountRef, accountKey } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'
import type { FetchedPage } from '../../fetched-page.ts'
import { type JsonObject, textAt } from '../../json-fields.ts'

type Direction = 'inbound' | 'outbound'

interface FollowList {
  of: AccountRef
  direction: Direction
  hasFirst: boolean
  hasLast: boolean
  from: number | null
  to: number | null
}

/**
 * Which lists of followers and followed are whole. Only of these does it mean something that somebody is not on them:
 * the first page was asked for without a cursor, and the last one gives none. A page that does not say what was asked
 * may be any of many.
 */
export class FollowLists {
  readonly #lists = new Map<string, FollowList>()

  see(
    direction: Direction,
    of: AccountRef,
    answer: JsonObject,
    page: FetchedPage | null,
    takenAt: number | null,
  ): void {
    const key = `${direction} ${accountKey(of)}`
    const list = this.#lists.get(key) ?? { of, direction, hasFirst: false, hasLast: false, from: takenAt, to: takenAt }
    list.hasFirst ||= page?.url != null && URL.canParse(page.url) && !new URL(page.url).searchParams.has('cursor')
    list.hasLast ||= textAt(answer, 'cursor') === null
    if (takenAt !== null) {
      list.from = Math.min(list.from ?? takenAt, takenAt)
      list.to = Math.max(list.to ?? takenAt, takenAt)
    }
    this.#lists.set(key, list)
  }

  /** Of a list that is not whole, what was seen of it. */
  coverage(): Coverage[] {
    return [...this.#lists.values()].map(({ of, direction, hasFirst, hasLast, from, to }) => {
      const isWhole = hasFirst && hasLast
      return {
        platform: 'bluesky',
        account: isWhole ? of : null,
        direction: isWhole ? direction : 'as_observed',
        acts: ['follow'],
        text: false,
        from,
        to,
      }
    })
  }

  notes(): string[] {
    return [...this.#lists.values()].flatMap(({ of, direction, hasFirst, hasLast }) =>
      hasFirst && hasLast
        ? []
        : [
            `the file does not show that the list of ${direction === 'inbound' ? 'followers' : 'followed'} of ${of.handle ?? of.platformId} is whole`,
          ],
    )
  }
}
