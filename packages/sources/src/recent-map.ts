/**
 * A map that remembers at least its last `keysMin` keys and at most twice as many, for files of any length whose rows
 * refer to what came not long before.
 */
export class RecentMap<Value> {
  readonly #keysMin: number
  #newer = new Map<string, Value>()
  #older = new Map<string, Value>()

  constructor(keysMin: number) {
    this.#keysMin = keysMin
  }

  get(key: string): Value | undefined {
    return this.#newer.get(key) ?? this.#older.get(key)
  }

  has(key: string): boolean {
    return this.#newer.has(key) || this.#older.has(key)
  }

  set(key: string, value: Value): void {
    if (this.#newer.size >= this.#keysMin && !this.#newer.has(key)) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(key, value)
  }
}
