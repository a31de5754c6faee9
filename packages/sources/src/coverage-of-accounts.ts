import type { AccountRef } from '@weft/model/account'
import { foldHandle } from '@weft/model/account'
import type { Coverage, CoveredAct } from '@weft/model/coverage'

type Known = Coverage & { account: AccountRef }

/** Gathers what is covered of accounts that are known, from the first to the last time it was seen. */
export class CoverageOfAccounts {
  readonly #known = new Map<string, Known>()

  /** Acts that are not always told together are covered apart: each from its own first time to its own last. */
  see(
    account: AccountRef,
    direction: 'inbound' | 'outbound',
    acts: readonly CoveredAct[],
    time: number | null,
    text: boolean,
  ): void {
    const name = account.handle === null ? account.platformId : foldHandle(account.handle)
    const key = [account.platform, name, direction, ...acts].join(' ')
    const known = this.#known.get(key)
    if (known === undefined) {
      this.#known.set(key, {
        platform: account.platform,
        account,
        direction,
        acts: [...acts],
        text,
        from: time,
        to: time,
      })
    } else if (time !== null) {
      known.from = known.from === null ? time : Math.min(known.from, time)
      known.to = known.to === null ? time : Math.max(known.to, time)
    }
  }

  /** In the order in which they were met. */
  coverage(): Coverage[] {
    return [...this.#known.values()]
  }
}
