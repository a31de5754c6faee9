import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { type AccountMeasure, accountMeasures, type Column } from './account-measures.ts'
import { brokerage } from './brokerage.ts'
import { networkFigures } from './figures.ts'
import { mixing } from './mixing.ts'
import { type Network, networkFromTies } from './network.ts'
import { partiesFromLabels } from './parties.ts'

export type Row = [from: number, to: number, weight: number]

/** A small network with labels, to be measured before and after something is done to it. */
export interface Drawn {
  accounts: number
  rows: Row[]
  labels: (string | null)[]
}

export const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 3, max: 14 }).chain((accounts) => {
  const account = fc.nat({ max: accounts - 1 })
  return fc.record({
    accounts: fc.constant(accounts),
    rows: fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 50 }),
    labels: fc.array(fc.constantFrom('media', 'partner', 'owned', null), { minLength: accounts, maxLength: accounts }),
  })
})

export type Build = typeof networkFromTies

export function built({ accounts, rows }: Drawn, build: Build = networkFromTies): Network {
  const [from, to, weight] = [0, 1, 2].map((column) => rows.map((row) => row[column]!))
  return build(accounts, from!, to!, weight)
}

/**
 * Everything but the communities, which Louvain may draw otherwise where several partitions are as good, and the
 * intervals of shuffled labels.
 */
export function measured(some: Drawn, build?: Build) {
  const network = built(some, build)
  const parties = partiesFromLabels(some.labels)
  const { community: _, ...columns } = accountMeasures(network, parties).columns
  const { modularity: __, ...figures } = networkFigures(network, parties, (account) => some.labels[account] === 'owned')
  return {
    columns: columns as Partial<Record<AccountMeasure, Column>>,
    roles: brokerage(network, parties),
    figures,
    cells: mixing(network, parties)!.map(({ expectedInterval: ___, ...cell }) => cell),
  }
}

export function turnedAround(some: Drawn): Drawn {
  return { ...some, rows: some.rows.map(([from, to, weight]) => [to, from, weight]) }
}

export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed)
  return values
    .map((value) => ({ value, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value)
}

/** The places at which two columns differ by more than an iterated value may; `'absent'` where only one has values. */
export function apart(one: Column | undefined, other: Column | undefined): number[] | 'absent' {
  if (!one || !other) return one || other ? 'absent' : []
  return [...Array(Math.max(one.length, other.length)).keys()].filter((place) => {
    const [value, otherValue] = [one[place] ?? null, other[place] ?? null]
    return value === null || otherValue === null ? value !== otherValue : Math.abs(value - otherValue) > 1e-6
  })
}

export function column(values: Column | undefined, accounts: readonly number[]): Column {
  return values ? accounts.map((account) => values[account]!) : null
}

export function allOf({ accounts }: Drawn): number[] {
  return [...Array(accounts).keys()]
}
