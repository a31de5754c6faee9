/** As much as a socket takes at once. */
const CHUNK_BYTES = 65_536

/** A UTF-16 unit takes at most this many bytes in UTF-8. */
const UNIT_BYTES_MAX = 3

/**
 * Gathers lines of text as UTF-8 in chunks. Each line is encoded as it comes: kept as text, the lines of a batch would
 * outlive it on the heap.
 */
export class LineChunks {
  #full: Buffer[] = []
  #chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  #used = 0

  add(line: string): void {
    const bytesMax = line.length * UNIT_BYTES_MAX
    if (bytesMax > this.#chunk.length - this.#used) this.#next(bytesMax)
    this.#used += this.#chunk.write(line, this.#used)
  }

  /** The chunks that are full, or, with the last one, everything. What was taken is not handed out again. */
  take({ all }: { all: boolean }): Buffer[] {
    if (all) this.#next(0)
    const full = this.#full
    this.#full = []
    return full
  }

  #next(bytesMin: number): void {
    if (this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used))
    this.#chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, bytesMin))
    this.#used = 0
  }
}
