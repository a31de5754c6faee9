import type { AccountRef } from '@weft/model/account'

/**
 * As of when an account went by a name: UTC milliseconds; `null` where only the file as a whole tells, and
 * `-Infinity` for what a person wrote down, which no export has to give way to.
 */
export type NameTime = number | null

/** A way of naming an account, under the number that staged lines refer to it by. */
export interface NumberedName {
  number: number
  account: AccountRef
  lastSeen: NameTime
  /** The source row that named it first. */
  line: number
}

/** An id may have been named with several handles: they are one behind the other. */
interface FullName extends NumberedName {
  next: FullName | null
}

/** About 5 MB of names: beyond it an account gets a second number, and both lead to the same account. */
const NAMES_MAX = 50_000

/**
 * Numbers for the accounts that an upload names, so that a staged line holds two integers in place of two names.
 *
 * A number stands for one way of naming an account; that several stand for one account is found out in the database.
 * An id alone or a handle alone is written down at once and only its number kept. An id with its handle is kept until
 * {@link writeAll}, for each time it is met may tell that the handle was still in use then.
 */
export class AccountNames {
  #handles = new Map<string, Map<string, number>>()
  #ids = new Map<string, Map<string, number>>()
  #full = new Map<string, Map<string, FullName>>()
  #size = 0
  #numbers = 0
  readonly #write: (name: NumberedName) => void

  constructor(write: (name: NumberedName) => void) {
    this.#write = write
  }

  /** The number of a name, new or known. O(1). */
  numberOf(account: AccountRef, time: NameTime, line: number): number {
    const { platform, platformId, handle } = account
    if (platformId !== null && handle !== null) return this.#fullNumber(account, platformId, time, line)
    const name = platformId ?? handle
    if (name === null) throw new Error('an account reference needs a platform id or a handle')
    const numbers = of(platformId === null ? this.#handles : this.#ids, platform)
    const known = numbers.get(name)
    if (known !== undefined) return known
    const number = this.#next()
    numbers.set(ownCopy(name), number)
    this.#write({ number, account, lastSeen: time, line })
    return number
  }

  #fullNumber(account: AccountRef, platformId: string, time: NameTime, line: number): number {
    const names = of(this.#full, account.platform)
    const first = names.get(platformId) ?? null
    let known = first
    while (known !== null && known.account.handle !== account.handle) known = known.next
    if (known !== null) {
      if (known.lastSeen !== null && (time === null || time > known.lastSeen)) known.lastSeen = time
      return known.number
    }
    const id = ownCopy(platformId)
    const copied = { platform: account.platform, platformId: id, handle: ownCopy(account.handle ?? '') }
    const name = { number: this.#next(), account: copied, lastSeen: time, line, next: first }
    names.set(id, name)
    return name.number
  }

  #next(): number {
    this.#size += 1
    this.#numbers += 1
    return this.#numbers
  }

  /** True where {@link writeAll} is due. */
  get isFull(): boolean {
    return this.#size >= NAMES_MAX
  }

  /** Writes down what is not written yet, and forgets everything. */
  writeAll(): void {
    for (const names of this.#full.values()) {
      for (const first of names.values()) {
        for (let name: FullName | null = first; name !== null; name = name.next) this.#write(name)
      }
    }
    for (const map of [this.#handles, this.#ids, this.#full]) map.clear()
    this.#size = 0
  }
}

function of<Value>(platforms: Map<string, Map<string, Value>>, platform: string): Map<string, Value> {
  let names = platforms.get(platform)
  if (names === undefined) {
    names = new Map()
    platforms.set(platform, names)
  }
  return names
}

/** A piece of a text keeps all of the text in memory: what outlives the batch it was read from is copied. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString()
}
