import type { Weights } from './network.ts'
import { isNarrow } from './shared-columns.ts'

/** A tie names an account that the network does not have. */
export class TieOutsideNetwork extends Error {
  override name = 'TieOutsideNetwork'
  readonly row: number
  constructor(row: number, account: number, accounts: number) {
    super(`tie ${row}: account ${account} is not a whole number from 0 to ${accounts - 1}`)
    this.row = row
  }
}

/** A tie's weight is no positive, finite number: it cannot be a count of interactions. */
export class NotATieWeight extends Error {
  override name = 'NotATieWeight'
  readonly row: number
  constructor(row: number, weight: number | undefined) {
    super(`tie ${row}: weight ${weight} is not a finite number above 0`)
    this.row = row
  }
}

/** An end of `rows` ties as a typed column, each checked to be an account. A column that is one already is not copied. */
export function accountColumn(ends: ArrayLike<number>, rows: number, accounts: number): Int32Array {
  if (ends.length < rows) throw new TieOutsideNetwork(ends.length, Number.NaN, accounts)
  const column = ends instanceof Int32Array ? ends.subarray(0, rows) : wholeNumbers(ends, rows, accounts)
  for (let row = 0; row < rows; row++) {
    // Taken as unsigned, a negative account is one far outside.
    if (column[row]! >>> 0 >= accounts) throw new TieOutsideNetwork(row, column[row]!, accounts)
  }
  return column
}

function wholeNumbers(ends: ArrayLike<number>, rows: number, accounts: number): Int32Array {
  const column = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    column[row] = ends[row]!
    if (column[row] !== ends[row]) throw new TieOutsideNetwork(row, ends[row]!, accounts)
  }
  return column
}

/** The weights of `rows` ties as a typed column, each checked, and whether they take 64 bits. */
export function weightColumn(weight: ArrayLike<number>, rows: number): { weights: Weights; isWide: boolean } {
  if (weight.length < rows) throw new NotATieWeight(weight.length, undefined)
  const isColumn = weight instanceof Float32Array || weight instanceof Float64Array
  const weights = (isColumn ? weight : Float64Array.from(weight)).subarray(0, rows)
  for (let row = 0; row < rows; row++) {
    if (!(weights[row]! > 0 && weights[row]! < Number.POSITIVE_INFINITY)) throw new NotATieWeight(row, weights[row])
  }
  return { weights, isWide: !isNarrow(weights) }
}
