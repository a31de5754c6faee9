import { mergeRepeats } from './merge-repeats.ts'
import { sharedInt32, sharedWeights } from './shared-columns.ts'
import { accountColumn, weightColumn } from './tie-columns.ts'

export type Weights = Float32Array | Float64Array

/**
 * The compact index that every measure reads: accounts are numbers 0..accounts-1, ties are distinct and directed, and
 * nobody is tied to themselves.
 *
 * Both directions are kept as compressed rows: the accounts that `a` addresses are
 * `outTarget[outStart[a]] .. outTarget[outStart[a + 1] - 1]`, ascending, with their weights beside them in `outWeight`;
 * `inStart`, `inSource`, `inWeight` hold the same ties from the receiver's side. Weights are 32-bit where that loses
 * nothing, else 64-bit. All columns lie in memory that worker threads can share; `slice()` of one does not.
 */
export interface Network {
  accounts: number
  ties: number
  /** Rows whose two ends were one account; left out of the ties, their accounts stay. */
  selfLoops: number
  selfLoopsByAccount: Int32Array
  outStart: Int32Array
  outTarget: Int32Array
  outWeight: Weights
  inStart: Int32Array
  inSource: Int32Array
  inWeight: Weights
}

/**
 * Builds the index from rows in any order: `from[i]` addresses `to[i]` with `weight[i]` (1 where no weights are given).
 *
 * Repeated rows become one tie whose weights add up; self-loops are counted and left out; an account without ties is
 * an isolate. Throws TieOutsideNetwork and NotATieWeight. O(accounts + rows), fastest with typed arrays.
 */
export function networkFromTies(
  accounts: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Network {
  const source = accountColumn(from, from.length, accounts)
  const target = accountColumn(to, from.length, accounts)
  const { weights, isWide } = weight === undefined ? NO_WEIGHTS : weightColumn(weight, from.length)
  const rows = { accounts, source, target, weights }
  return indexed(rows, isWide) ?? indexed(rows, true)!
}

const NO_WEIGHTS = { weights: null, isWide: false }

interface TieRows {
  accounts: number
  source: Int32Array
  target: Int32Array
  /** All 1 where there are none. */
  weights: Weights | null
}

/** Ties as seen from one side: compressed rows. */
export interface TieSide {
  start: Int32Array
  end: Int32Array
  weight: Weights
}

/**
 * Sorts by laying out rows anew three times: by receiver, from there by sender, which leaves each sender's receivers
 * ascending, and back. `null` where weights that add up are no longer exact at 32 bits.
 */
function indexed({ accounts, source, target, weights }: TieRows, isWide: boolean): Network | null {
  const inward = emptySide(startsOf(target, accounts), isWide)
  layByReceiver(source, target, weights, inward)
  const outward = emptySide(startsOf(source, accounts), isWide)
  transpose(inward, outward)
  const merged = mergeRepeats(outward)
  if (merged === null) return null
  const { side, ...selfLoops } = merged
  const senders = { accounts, ...selfLoops, outStart: side.start, outTarget: side.end, outWeight: side.weight }
  if (side !== outward) return withInwardTies(senders)
  transpose(outward, inward)
  const { start, end, weight } = inward
  return { ...senders, ties: end.length, inStart: start, inSource: end, inWeight: weight }
}

/** Where each account's row starts in a column sorted by account, and the column's end. */
function startsOf(column: Int32Array, accounts: number): Int32Array {
  const start = sharedInt32(accounts + 1)
  for (let row = 0; row < column.length; row++) start[column[row]! + 1]!++
  for (let account = 0; account < accounts; account++) start[account + 1]! += start[account]!
  return start
}

function emptySide(start: Int32Array, isWide: boolean): TieSide {
  const ties = start.at(-1)!
  return { start, end: sharedInt32(ties), weight: sharedWeights(ties, isWide) }
}

function layByReceiver(source: Int32Array, target: Int32Array, weights: Weights | null, inward: TieSide): void {
  const next = inward.start.slice()
  const { end, weight } = inward
  for (let row = 0; row < source.length; row++) {
    const place = next[target[row]!]!++
    end[place] = source[row]!
    weight[place] = weights === null ? 1 : weights[row]!
  }
}

/** Fills the other side's rows, whose starts are there. Walking this side in order leaves them ascending. */
function transpose({ start, end, weight }: TieSide, other: TieSide): void {
  const next = other.start.slice()
  const { end: otherEnd, weight: otherWeight } = other
  for (let account = 0; account < start.length - 1; account++) {
    for (let tie = start[account]!; tie < start[account + 1]!; tie++) {
      const place = next[end[tie]!]!++
      otherEnd[place] = account
      otherWeight[place] = weight[tie]!
    }
  }
}

/** Adds the receivers' side to a network whose senders' rows are ascending and hold nobody twice. */
export function withInwardTies(
  outward: Pick<Network, 'accounts' | 'selfLoops' | 'selfLoopsByAccount' | 'outStart' | 'outTarget' | 'outWeight'>,
): Network {
  const { accounts, outStart, outTarget, outWeight } = outward
  const inward = emptySide(startsOf(outTarget, accounts), outWeight instanceof Float64Array)
  transpose({ start: outStart, end: outTarget, weight: outWeight }, inward)
  const { start, end, weight } = inward
  return { ...outward, ties: end.length, inStart: start, inSource: end, inWeight: weight }
}
