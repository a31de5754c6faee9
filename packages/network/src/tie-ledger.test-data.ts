import type { Party } from '@weft/model/party'
import { LEDGER_DIRECTIONS, type LedgerDirection } from '@weft/model/tie-ledger'
import { networkFromTies } from './network.ts'
import { tieLedger } from './tie-ledger.ts'

export type Labels = Record<string, Party>

type Row = readonly [from: string, to: string, weight: number]

/** A quarter as one would draw it: `'a>b b>c:3 c>c'`. Its accounts are those that occur, in the order given. */
export interface Quarter {
  rows: readonly Row[]
  labels: Labels
}

export const drawn = (drawing: string, labels: Labels = {}): Quarter => ({
  rows: drawing
    .split(' ')
    .filter((part) => part !== '')
    .map((part): Row => [part[0]!, part[2]!, Number(part.split(':')[1] ?? 1)]),
  labels,
})

export const namesOf = ({ rows }: Quarter): string[] =>
  [...new Set(rows.flatMap(([from, to]) => [from, to]))].toSorted()

interface Compared {
  now: Quarter
  before: Quarter
  directions?: readonly LedgerDirection[]
  /** Orders the accounts of either network. */
  order?: (names: string[]) => string[]
}

export function ledgerOf({ now, before, directions = LEDGER_DIRECTIONS, order = (names) => names }: Compared) {
  const [names, namesBefore] = [order(namesOf(now)), order(namesOf(before))]
  const networkOf = ({ rows }: Quarter, of: string[]) => {
    const number = new Map(of.map((name, place) => [name, place]))
    return networkFromTies(
      of.length,
      rows.map(([from]) => number.get(from)!),
      rows.map(([, to]) => number.get(to)!),
      rows.map(([, , weight]) => weight),
    )
  }
  const labels = (of: string[]) => ({
    now: of.map((name) => now.labels[name] ?? 'unclassified'),
    before: of.map((name) => before.labels[name] ?? 'unclassified'),
  })
  return tieLedger({
    now: { network: networkOf(now, names), labels: labels(names) },
    before: { network: networkOf(before, namesBefore), labels: labels(namesBefore) },
    beforeOf: Int32Array.from(names, (name) => namesBefore.indexOf(name)),
    directions,
  })
}

/** Counts of a ledger without a row. */
export const nothing = { new: 0, kept: 0, stronger: 0, weaker: 0, lost: 0, unknown: 0, weightGained: 0, weightLost: 0 }
