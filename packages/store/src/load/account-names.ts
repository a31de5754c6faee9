import type { AccountRef } from '@weft/model/account'

/**
 * As of when an account went by a name: UTC milliseconds; `null` where only the file as a whole tells, and
 * `-Infinity` for what a person wrote down, which no export has to give way to.
 */
export type NameTime = number | null

/** A name of an account under the number that staged lines refer to it by. */
export interface NumberedName {
  number: number
  account: AccountRef
  lastSeen: NameTime
  /** The source row that named it first. */
  line: number
  /** Another name of the same id, or of no id: there are few. */
  next: NumberedName | null
}

/** About 15 MB of names: beyond it an account gets a second number, and both lead to the same account. */
const NAMES_MAX = 100_000

/**
 * Numbers for the accounts that an upload names, so that a staged line holds two integers in place of two names.
 *
 * A number stands for one way of naming an account; that several stand for one account is found out in the database.
 */
export class AccountNames {
  /** By platform, then by id; by handle where there is no id. */
  #byId = new Map<string, Map<string, NumberedName>>()
  #byHandle = new Map<string, Map<string, NumberedName>>()
  #names: NumberedName[] = []
  #numbers = 0

  /** The number of a name, new or known. O(1). */
  numberOf(account: AccountRef, time: NameTime, line: number): number {
    const { platform, platformId, handle } = account
    const names = namesOf(platformId === null ? this.#byHandle : this.#byId, platform)
    const key = platformId ?? handle
    if (key === null) throw new Error('an account reference needs a platform id or a handle')
    const first = names.get(key) ?? null
    let known = first
    while (known !== null && known.account.handle !== handle) known = known.next
    if (known !== null) {
      if (known.lastSeen !== null && (time === null || time > known.lastSeen)) known.lastSeen = time
      return known.number
    }
    this.#numbers += 1
    const name = { number: this.#numbers, account: ownCopy(account), lastSeen: time, line, next: first }
    names.set(name.account.platformId ?? name.account.handle ?? key, name)
    this.#names.push(name)
    return this.#numbers
  }

  /** True where the names should be written down before more are taken. */
  get isFull(): boolean {
    return this.#names.length >= NAMES_MAX
  }

  /** Hands out every name since the last time, and forgets it. */
  take(): NumberedName[] {
    const names = this.#names
    this.#names = []
    this.#byId.clear()
    this.#byHandle.clear()
    return names
  }
}

function namesOf(platforms: Map<string, Map<string, NumberedName>>, platform: string): Map<string, NumberedName> {
  let names = platforms.get(platform)
  if (names === undefined) {
    names = new Map()
    platforms.set(platform, names)
  }
  return names
}

/** A piece of a text keeps all of the text in memory: what outlives the batch it was read from is copied. */
function ownCopy({ platform, platformId, handle }: AccountRef): AccountRef {
  return {
    platform,
    platformId: platformId === null ? null : Buffer.from(platformId).toString(),
    handle: handle === null ? null : Buffer.from(handle).toString(),
  }
}
