import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountMeasure, accountMeasures, type Column } from './account-measures.ts'
import { brokerage } from './brokerage.ts'
import { networkFigures } from './figures.ts'
import { type Network, networkFromTies } from './network.ts'
import { type Parties, partiesFromLabels } from './parties.ts'

interface Drawn {
  accounts: number
  rows: [from: number, to: number, weight: number][]
  labels: (string | null)[]
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 3, max: 14 }).chain((accounts) => {
  const account = fc.nat({ max: accounts - 1 })
  return fc.record({
    accounts: fc.constant(accounts),
    rows: fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 50 }),
    labels: fc.array(fc.constantFrom('media', 'partner', 'owned', null), { minLength: accounts, maxLength: accounts }),
  })
})

function built({ accounts, rows, labels }: Drawn): { network: Network; parties: Parties } {
  const [from, to, weight] = [0, 1, 2].map((column) => rows.map((row) => row[column]!))
  return { network: networkFromTies(accounts, from!, to!, weight), parties: partiesFromLabels(labels) }
}

/** Everything but the communities, which Louvain may draw otherwise where several partitions are as good. */
function measured(some: Drawn) {
  const { network, parties } = built(some)
  const { community: _, ...columns } = accountMeasures(network, parties).columns
  const { modularity: __, ...figures } = networkFigures(network, parties, (account) => some.labels[account] === 'owned')
  return { columns: columns as Partial<Record<AccountMeasure, Column>>, roles: brokerage(network, parties), figures }
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed)
  return values
    .map((value) => ({ value, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value)
}

/** The places at which two columns differ by more than an iterated value may; `'absent'` where only one has values. */
function apart(one: Column | undefined, other: Column | undefined): number[] | 'absent' {
  if (!one || !other) return one || other ? 'absent' : []
  return [...Array(Math.max(one.length, other.length)).keys()].filter((place) => {
    const [value, otherValue] = [one[place] ?? null, other[place] ?? null]
    return value === null || otherValue === null ? value !== otherValue : Math.abs(value - otherValue) > 1e-6
  })
}

const column = (values: Column | undefined, accounts: readonly number[]) =>
  values ? accounts.map((account) => values[account]!) : null

test('the order of rows changes nothing', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (some, seed) => {
      expect(measured({ ...some, rows: shuffled(some.rows, seed) })).toEqual(measured(some))
    }),
  )
})

test('other numbers for the accounts give every account the same values, and the whole the same figures', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (some, seed) => {
      const numbers = shuffled([...Array(some.accounts).keys()], seed)
      const labels: (string | null)[] = []
      numbers.forEach((number, account) => {
        labels[number] = some.labels[account]!
      })
      const rows = some.rows.map(([from, to, weight]): [number, number, number] => [
        numbers[from]!,
        numbers[to]!,
        weight,
      ])
      const before = measured(some)
      const after = measured({ ...some, rows, labels })
      for (const [measure, values] of Object.entries(before.columns)) {
        expect([measure, apart(values, column(after.columns[measure as AccountMeasure], numbers))]).toEqual([
          measure,
          [],
        ])
      }
      for (const [role, values] of Object.entries(before.roles)) {
        expect([role, apart(values, column(after.roles[role as keyof typeof after.roles], numbers))]).toEqual([
          role,
          [],
        ])
      }
      for (const [name, value] of Object.entries(before.figures)) {
        const other = after.figures[name as keyof typeof after.figures]
        expect([name, apart([value], [other])]).toEqual([name, []])
      }
    }),
  )
})

test('an isolate more leaves what others are to each other as it was', () => {
  const untouched = [
    'in_degree',
    'out_strength',
    'harmonic',
    'core',
    'constraint',
    'clustering',
    'ei_index',
    'reciprocity',
  ] as const
  fc.assert(
    fc.property(drawn, (some) => {
      const before = measured(some)
      const after = measured({ ...some, accounts: some.accounts + 1, labels: [...some.labels, null] })
      const others = [...Array(some.accounts).keys()]
      for (const measure of untouched) {
        expect([measure, apart(before.columns[measure], column(after.columns[measure], others))]).toEqual([measure, []])
      }
      expect(after.figures.arcReciprocity).toBe(before.figures.arcReciprocity)
      expect(after.figures.assortativity).toBe(before.figures.assortativity)
      expect(after.figures.components).toBe((before.figures.components ?? Number.NaN) + 1)
      expect(after.columns.constraint?.[some.accounts]).toBeNull()
    }),
  )
})

test('turned around, who sends receives, who lets in speaks for, and mutuality stays', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const before = measured(some)
      const after = measured({ ...some, rows: some.rows.map(([from, to, weight]) => [to, from, weight]) })
      const all = [...Array(some.accounts).keys()]
      const same = (one: AccountMeasure, other: AccountMeasure) =>
        expect([one, apart(before.columns[one], column(after.columns[other], all))]).toEqual([one, []])
      same('in_strength', 'out_strength')
      same('in_degree', 'out_degree')
      same('betweenness', 'betweenness')
      same('core', 'core')
      same('constraint', 'constraint')
      same('clustering', 'clustering')
      same('reciprocity', 'reciprocity')
      expect(apart(before.roles.gatekeeper, column(after.roles.representative, all))).toEqual([])
      const { arcReciprocity, weightedReciprocity, strongComponents } = before.figures
      expect(after.figures).toMatchObject({ arcReciprocity, weightedReciprocity, strongComponents })
    }),
  )
})

test('turned around, hubs and authorities change places where both settle', () => {
  // One strong part, so that the two iterations cannot settle on different mixtures of equals.
  const some: Drawn = {
    accounts: 4,
    rows: [
      [0, 1, 5],
      [2, 1, 3],
      [2, 3, 1],
      [0, 3, 1],
    ],
    labels: [null, null, null, null],
  }
  const before = measured(some)
  const after = measured({ ...some, rows: some.rows.map(([from, to, weight]) => [to, from, weight]) })
  expect(apart(before.columns.hub, column(after.columns.authority, [0, 1, 2, 3]))).toEqual([])
})

test('eight times the weight everywhere changes strengths alone', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const before = measured(some)
      const after = measured({ ...some, rows: some.rows.map(([from, to, weight]) => [from, to, 8 * weight]) })
      const all = [...Array(some.accounts).keys()]
      for (const [measure, values] of Object.entries(before.columns)) {
        const scale = measure.endsWith('strength') ? 8 : 1
        const scaled = values && Array.from(values, (value) => (value === null ? null : value * scale))
        expect([measure, apart(scaled, column(after.columns[measure as AccountMeasure], all))]).toEqual([measure, []])
      }
      expect(after.figures).toEqual(before.figures)
    }),
  )
})

test('no measure is ever NaN, and shares stay in their range', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const { columns, figures } = measured(some)
      const values = [...Object.values(columns).flatMap((c) => Array.from(c ?? [])), ...Object.values(figures)]
      expect(values.filter((value) => value !== null && !Number.isFinite(value))).toEqual([])
      const shares: AccountMeasure[] = [
        'pagerank',
        'betweenness',
        'closeness',
        'hub',
        'authority',
        'clustering',
        'reciprocity',
      ]
      for (const share of shares) {
        expect(Array.from(columns[share] ?? []).filter((v) => v !== null && (v < 0 || v > 1 + 1e-12))).toEqual([])
      }
    }),
  )
})
