/** Numbers in a typed column that grows as they come: a list of as many would take the heap, and several times the memory. */
export class GrowingColumn<Column extends Int32Array | Float64Array> {
  readonly #empty: (length: number) => Column
  #values: Column
  #length = 0

  constructor(empty: (length: number) => Column) {
    this.#empty = empty
    this.#values = empty(1024)
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#empty(2 * this.#length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  /** What was pushed, in order; not a copy. */
  values(): Column {
    return this.#values.subarray(0, this.#length) as Column
  }
}
