import type { AccountRecord } from '@weft/model/account-record'

/** About 20 MB of ids: beyond it an account may be told twice, which does no harm. */
const ACCOUNTS_MAX = 200_000

/** Lets what an export says of an account through once, not with each of its posts. */
export class KnownAccounts {
  readonly #seen = new Set<string>()

  /** The record, or nothing where its account was seen before. */
  once(record: AccountRecord | null): AccountRecord[] {
    if (record === null) return []
    const { platformId, handle } = record.account
    const key = platformId ?? `@${handle?.toLowerCase()}`
    if (this.#seen.has(key)) return []
    if (this.#seen.size >= ACCOUNTS_MAX) this.#seen.clear()
    this.#seen.add(key)
    return [record]
  }
}
