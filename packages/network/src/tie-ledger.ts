import { isInside, type Party } from '@weft/model/party'
import type { LedgerCounts, LedgerDirection, LedgerPart, TieLedger } from '@weft/model/tie-ledger'
import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'Which ties and accounts are new, kept, stronger, weaker or lost since the quarter before.',
  why: 'A network of the same size may be the same people again, or all new ones: only the ledger tells.',
  notGoodFor: 'A quarter that is not over, or that the data covers in part: what is missing then looks lost.',
}

/** One of the two quarters' networks. */
export interface LedgerNetwork {
  network: Network
  /** Per account of this network, what it was in this quarter and in the quarter before. */
  labels: { now: readonly Party[]; before: readonly Party[] }
}

export interface ComparedQuarters {
  now: LedgerNetwork
  before: LedgerNetwork
  /** Per account of the network now, its number in the network before, or -1 where it is not in there. */
  beforeOf: Int32Array
  /** The directions that are covered in both quarters. */
  directions: readonly LedgerDirection[]
}

/** The numbers given for the accounts in the network before are not theirs. */
export class NotANumbering extends Error {
  override name = 'NotANumbering'
  constructor(problem: string) {
    super(`accounts of the network before: ${problem}`)
  }
}

/**
 * What became of ties and accounts since the quarter before. Weights are counts of interactions, compared exactly.
 *
 * A tie is compared where its direction is covered in both quarters, by the labels of either: one whose direction was
 * covered once only, or whose end came inside or left in between into a direction that is not, is `unknown`. Outbound:
 * its sender is inside; inbound: only its receiver is; else among others.
 *
 * An account is compared by its acts in those directions, toward itself included. It is new where it has some now and
 * is nowhere in the network before, lost the other way round, and where it has some in both quarters kept, stronger or
 * weaker by the sum of its compared ties, in and out. Else, seen in a quarter only where the other could not have seen
 * it, it is `unknown`.
 *
 * `null` where no direction is covered in both quarters. Throws {@link NotANumbering}. O(accounts + ties), no object a tie.
 */
export function tieLedger({ now, before, beforeOf, directions }: ComparedQuarters): Omit<TieLedger, 'kinds'> | null {
  const nowOf = inverse(beforeOf, now.network.accounts, before.network.accounts)
  if (directions.length === 0) return null
  const sides: Sides = {
    now: { network: now.network, standing: standingOf(now.labels) },
    before: { network: before.network, standing: standingOf(before.labels) },
    beforeOf,
    nowOf,
    compared: comparedPairs(directions),
  }
  const withoutOwned = directions.includes('among_others') ? partOf(sides, OWNED) : null
  return { directions: [...directions], ...partOf(sides, 0), withoutOwned }
}

const INSIDE_NOW = 1
const INSIDE_BEFORE = 2
const INSIDE = INSIDE_NOW | INSIDE_BEFORE
/** In either quarter: an account that came to be ours in between is in neither network of the others. */
const OWNED = 4

interface Side {
  network: Network
  /** Per account, the bits above. */
  standing: Uint8Array
}

interface Sides {
  now: Side
  before: Side
  beforeOf: Int32Array
  nowOf: Int32Array
  compared: Uint8Array
}

function standingOf({ now, before }: LedgerNetwork['labels']): Uint8Array {
  return Uint8Array.from(now, (party, account) => {
    const earlier = before[account] ?? 'unclassified'
    return (
      (isInside(party) ? INSIDE_NOW : 0) |
      (isInside(earlier) ? INSIDE_BEFORE : 0) |
      (party === 'owned' || earlier === 'owned' ? OWNED : 0)
    )
  })
}

/** 1 at the place {@link pairOf} of two standings whose tie is compared. */
function comparedPairs(directions: readonly LedgerDirection[]): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, pair) => {
    const [source, target] = [pair >> 2, pair & INSIDE]
    const isCovered = [INSIDE_NOW, INSIDE_BEFORE].every((inside) =>
      directions.includes(source & inside ? 'outbound' : target & inside ? 'inbound' : 'among_others'),
    )
    return isCovered ? 1 : 0
  })
}

function pairOf(source: number, target: number): number {
  return ((source & INSIDE) << 2) | (target & INSIDE)
}

/** The ledger of what is left without accounts of the given standing. */
function partOf(sides: Sides, excluded: number): LedgerPart {
  return { ties: tiesOf(sides, excluded), accounts: accountsOf(sides, excluded) }
}

function tiesOf({ now, before, beforeOf, nowOf, compared }: Sides, excluded: number): LedgerCounts {
  const counts = noCounts()
  const enter = (source: number, target: number, weight: number | null, earlierWeight: number | null): void => {
    if ((source | target) & excluded) return
    if (compared[pairOf(source, target)] === 1) count(counts, weight, earlierWeight)
    else counts.unknown++
  }
  // The weights of one sender's ties before, by receiver; those that are met again are taken out.
  const weightBefore = new Float64Array(before.network.accounts)
  for (let source = 0; source < now.network.accounts; source++) {
    const earlier = beforeOf[source]!
    forEachTieOf(before, earlier, (target, weight) => {
      weightBefore[target] = weight
    })
    forEachTieOf(now, source, (target, weight) => {
      const place = beforeOf[target]!
      const weightThen = place < 0 ? 0 : weightBefore[place]!
      enter(now.standing[source]!, now.standing[target]!, weight, weightThen > 0 ? weightThen : null)
      if (place >= 0) weightBefore[place] = 0
    })
    forEachTieOf(before, earlier, (target) => {
      const lost = weightBefore[target]!
      if (lost > 0) enter(before.standing[earlier]!, before.standing[target]!, null, lost)
      weightBefore[target] = 0
    })
  }
  for (let source = 0; source < before.network.accounts; source++) {
    if (nowOf[source]! >= 0) continue
    forEachTieOf(before, source, (target, weight) => {
      enter(before.standing[source]!, before.standing[target]!, null, weight)
    })
  }
  return counts
}

function accountsOf({ now, before, beforeOf, nowOf, compared }: Sides, excluded: number): LedgerCounts {
  const counts = noCounts()
  const [active, activeBefore] = [activityOf(now, compared, excluded), activityOf(before, compared, excluded)]
  for (let account = 0; account < now.network.accounts; account++) {
    if (now.standing[account]! & excluded) continue
    const earlier = beforeOf[account]!
    const isSeen = active.isSeen[account] === 1
    if (isSeen && earlier < 0) count(counts, active.strength[account]!, null)
    else if (isSeen && activeBefore.isSeen[earlier] === 1)
      count(counts, active.strength[account]!, activeBefore.strength[earlier]!)
    else counts.unknown++
  }
  for (let account = 0; account < before.network.accounts; account++) {
    if (nowOf[account]! >= 0 || before.standing[account]! & excluded) continue
    if (activeBefore.isSeen[account] === 1) count(counts, null, activeBefore.strength[account]!)
    else counts.unknown++
  }
  return counts
}

/** Per account, what is seen of it in the directions compared. */
interface Activity {
  /** 1 where it has an act there, in the whole network. */
  isSeen: Uint8Array
  /** Sum of its ties there, in and out, those with excluded accounts left out. */
  strength: Float64Array
}

function activityOf(side: Side, compared: Uint8Array, excluded: number): Activity {
  const { network, standing } = side
  const isSeen = new Uint8Array(network.accounts)
  const strength = new Float64Array(network.accounts)
  for (let account = 0; account < network.accounts; account++) {
    const own = standing[account]!
    if (network.selfLoopsByAccount[account]! > 0 && compared[pairOf(own, own)] === 1) isSeen[account] = 1
    forEachTieOf(side, account, (target, weight) => {
      const other = standing[target]!
      if (compared[pairOf(own, other)] === 0) return
      isSeen[account] = 1
      isSeen[target] = 1
      if ((own | other) & excluded) return
      strength[account]! += weight
      strength[target]! += weight
    })
  }
  return { isSeen, strength }
}

function forEachTieOf({ network }: Side, source: number, onTie: (target: number, weight: number) => void): void {
  if (source < 0) return
  for (let tie = network.outStart[source]!; tie < network.outStart[source + 1]!; tie++) {
    onTie(network.outTarget[tie]!, network.outWeight[tie]!)
  }
}

function noCounts(): LedgerCounts {
  return { new: 0, kept: 0, stronger: 0, weaker: 0, lost: 0, unknown: 0, weightGained: 0, weightLost: 0 }
}

/** Enters what was and what is; `null` where it was not, or is no more. */
function count(counts: LedgerCounts, weight: number | null, weightBefore: number | null): void {
  const gain = (weight ?? 0) - (weightBefore ?? 0)
  if (weightBefore === null) counts.new++
  else if (weight === null) counts.lost++
  else if (gain === 0) counts.kept++
  else if (gain > 0) counts.stronger++
  else counts.weaker++
  if (gain > 0) counts.weightGained += gain
  else counts.weightLost -= gain
}

function inverse(beforeOf: Int32Array, accounts: number, accountsBefore: number): Int32Array {
  if (beforeOf.length !== accounts) throw new NotANumbering(`${beforeOf.length} numbers for ${accounts} accounts`)
  const nowOf = new Int32Array(accountsBefore).fill(-1)
  for (let account = 0; account < accounts; account++) {
    const earlier = beforeOf[account]!
    if (earlier === -1) continue
    if (earlier < 0 || earlier >= accountsBefore) throw new NotANumbering(`there is no account ${earlier}`)
    if (nowOf[earlier] !== -1) throw new NotANumbering(`account ${earlier} is given twice`)
    nowOf[earlier] = account
  }
  return nowOf
}
