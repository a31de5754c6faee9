/** Room for so many numbers at first. */
const ROOM_FIRST = 1024

/** Numbers one after the other, as many as come: an array that grows by doubling. */
export class IntegerColumn {
  #values = new Int32Array(ROOM_FIRST)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(2 * this.length)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.length++] = value
  }

  /** What has come so far; shares its memory with the column. */
  values(): Int32Array {
    return this.#values.subarray(0, this.length)
  }
}
