import { type AccountRef, accountKey } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'

type Direction = 'inbound' | 'outbound'

interface FollowList {
  of: AccountRef
  direction: Direction
  hasFirst: boolean
  hasLast: boolean
  from: number | null
  to: number | null
}

/** What a page shows of the list that it is from. A page that does not say what was asked may be any of many. */
interface PageOfList {
  isFirst: boolean
  isLast: boolean
  takenAt: number | null
}

/**
 * Which lists of followers and followed are whole: their first page is there and their last. Only of these does it
 * mean something that somebody is not on them.
 */
export class FollowLists {
  readonly #lists = new Map<string, FollowList>()

  see(direction: Direction, of: AccountRef, { isFirst, isLast, takenAt }: PageOfList): void {
    const key = `${direction} ${accountKey(of)}`
    const list = this.#lists.get(key) ?? { of, direction, hasFirst: false, hasLast: false, from: takenAt, to: takenAt }
    list.hasFirst ||= isFirst
    list.hasLast ||= isLast
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
        platform: of.platform,
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
