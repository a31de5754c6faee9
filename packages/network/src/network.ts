import { mergeRepeats, sortedTies } from './sorted-ties.ts'

export type Weights = Float32Array | Float64Array

/**
 * The compact index that every measure reads: accounts are numbers 0..accounts-1, ties are distinct and directed, and
 * nobody is tied to themselves.
 *
 * Both directions are kept as compressed rows: the accounts that `a` addresses are
 * `outTarget[outStart[a]] .. outTarget[outStart[a + 1] - 1]`, ascending, with their weights beside them in `outWeight`;
 * `inStart`, `inSource`, `inWeight` hold the same ties from the receiver's side. Weights are 32-bit where that loses
 * nothing, else 64-bit.
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

/**
 * Builds the index from rows in any order: `from[i]` addresses `to[i]` with `weight[i]` (1 where no weights are given).
 *
 * Repeated rows become one tie whose weights add up; self-loops are counted and left out; an account without ties is
 * an isolate. Throws {@link TieOutsideNetwork} and {@link NotATieWeight}. O(accounts + rows).
 */
export function networkFromTies(
  accounts: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Network {
  const selfLoopsByAccount = new Int32Array(accounts)
  let selfLoops = 0
  for (let row = 0; row < from.length; row++) {
    const source = accountAt(from, row, accounts)
    const target = accountAt(to, row, accounts)
    const tieWeight = weight === undefined ? 1 : weight[row]
    if (tieWeight === undefined || !(tieWeight > 0 && Number.isFinite(tieWeight)))
      throw new NotATieWeight(row, tieWeight)
    if (source !== target) continue
    selfLoopsByAccount[source]!++
    selfLoops++
  }
  const sorted = sortedTies(accounts, from, to, weight, selfLoops)
  return withInwardTies({ accounts, selfLoops, selfLoopsByAccount, ...mergeRepeats(accounts, sorted) })
}

function accountAt(ends: ArrayLike<number>, row: number, accounts: number): number {
  const account = ends[row]
  if (account === undefined || !Number.isInteger(account) || account < 0 || account >= accounts) {
    throw new TieOutsideNetwork(row, account ?? Number.NaN, accounts)
  }
  return account
}

/** Adds the receivers' side. Walking the senders in order leaves each receiver's sources sorted. */
export function withInwardTies(
  outward: Pick<Network, 'accounts' | 'selfLoops' | 'selfLoopsByAccount' | 'outStart' | 'outTarget' | 'outWeight'>,
): Network {
  const { accounts, outStart, outTarget, outWeight } = outward
  const ties = outTarget.length
  const inStart = new Int32Array(accounts + 1)
  for (let tie = 0; tie < ties; tie++) inStart[outTarget[tie]! + 1]!++
  for (let account = 0; account < accounts; account++) inStart[account + 1]! += inStart[account]!
  const next = inStart.slice(0, accounts)
  const inSource = new Int32Array(ties)
  const inWeight = outWeight instanceof Float32Array ? new Float32Array(ties) : new Float64Array(ties)
  for (let source = 0; source < accounts; source++) {
    for (let tie = outStart[source]!; tie < outStart[source + 1]!; tie++) {
      const place = next[outTarget[tie]!]!++
      inSource[place] = source
      inWeight[place] = outWeight[tie]!
    }
  }
  return { ...outward, ties, inStart, inSource, inWeight }
}
