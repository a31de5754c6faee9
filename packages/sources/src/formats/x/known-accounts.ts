import type { AccountRef } from '@weft/model/account'

/** About 20 MB of ids: beyond it an account may be told twice, which does no harm. */
const ACCOUNTS_MAX = 200_000

/** Tells accounts that an export names for the first time, so that a profile is not told with each of their posts. */
export class KnownAccounts {
  readonly #seen = new Set<string>()

  /** True the first time that it is asked of an account. */
  isNew({ platformId, handle }: AccountRef): boolean {
    const key = platformId ?? `@${handle?.toLowerCase()}`
    if (this.#seen.has(key)) return false
    if (this.#seen.size >= ACCOUNTS_MAX) this.#seen.clear()
    this.#seen.add(key)
    return true
  }
}
