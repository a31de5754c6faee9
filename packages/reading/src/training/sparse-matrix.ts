/** Rows of features, most of them zero: the entries of row r lie from `starts[r]` up to `starts[r + 1]`. */
export interface SparseMatrix {
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
  readonly rows: number
  readonly width: number
}

/** Gathers rows one at a time. */
export class SparseMatrixBuilder {
  private readonly starts = [0]
  private columns = new Uint32Array(1 << 16)
  private values = new Float32Array(1 << 16)
  private size = 0

  private readonly width: number

  constructor(width: number) {
    this.width = width
  }

  add(column: number, value: number): void {
    if (this.size === this.columns.length) {
      this.columns = grown(this.columns, new Uint32Array(2 * this.size))
      this.values = grown(this.values, new Float32Array(2 * this.size))
    }
    this.columns[this.size] = column
    this.values[this.size++] = value
  }

  endRow(): void {
    this.starts.push(this.size)
  }

  build(): SparseMatrix {
    return {
      starts: Uint32Array.from(this.starts),
      columns: this.columns.slice(0, this.size),
      values: this.values.slice(0, this.size),
      rows: this.starts.length - 1,
      width: this.width,
    }
  }
}

function grown<Numbers extends Uint32Array | Float32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
