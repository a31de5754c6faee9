import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountMeasure } from './account-measures.ts'
import { BROKERAGE_ROLES } from './brokerage.ts'
import {
  allOf,
  apart,
  column,
  type Drawn,
  drawn,
  measured,
  type Row,
  shuffled,
  turnedAround,
} from './invariance.test-data.ts'
import { undirectedNetwork } from './undirected-network.ts'

test('the order of rows changes nothing', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (some, seed) => {
      expect(measured({ ...some, rows: shuffled(some.rows, seed) })).toEqual(measured(some))
    }),
  )
})

test('the order of rows changes nothing to the last digit, where repeated fractions add up either', () => {
  const fractions = [0.1, 0.2, 0.3, 1e-3, 7]
  fc.assert(
    fc.property(drawn, fc.nat(), (some, seed) => {
      const rows = some.rows.flatMap(([from, to, weight]): Row[] => [
        [from, to, fractions[weight % 5]!],
        [from, to, fractions[(weight + 2) % 5]!],
      ])
      expect(measured({ ...some, rows: shuffled(rows, seed) })).toEqual(measured({ ...some, rows }))
    }),
  )
})

test('other numbers for the accounts give every account the same values, and the whole the same figures', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (some, seed) => {
      const numbers = shuffled(allOf(some), seed)
      const labels: (string | null)[] = []
      numbers.forEach((number, account) => {
        labels[number] = some.labels[account]!
      })
      const rows = some.rows.map(([from, to, weight]): Row => [numbers[from]!, numbers[to]!, weight])
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
      expect(after.cells).toEqual(before.cells)
    }),
  )
})

test('an isolate more changes what is counted per account or per possible tie, by as much as there are more, and nothing else', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const n = some.accounts
      const before = measured(some)
      const after = measured({ ...some, accounts: n + 1, labels: [...some.labels, null] })
      // Shares of the other accounts, and of the pairs of others.
      const scales: Partial<Record<AccountMeasure, number>> = { closeness: (n - 1) / n, betweenness: (n - 2) / n }
      for (const [measure, values] of Object.entries(before.columns) as [AccountMeasure, ArrayLike<number | null>][]) {
        // Its tolerance is per account, so that it may settle a round earlier; PageRank has a test of its own.
        if (measure === 'eigenvector' || measure === 'pagerank') continue
        const scaled = values && Array.from(values, (value) => (value === null ? null : value * (scales[measure] ?? 1)))
        expect([measure, apart(scaled, column(after.columns[measure], allOf(some)))]).toEqual([measure, []])
      }
      for (const role of BROKERAGE_ROLES)
        expect(apart(before.roles[role], [...after.roles[role]].slice(0, n))).toEqual([])
      expect(after.cells).toEqual(before.cells)

      const { density, components, strongComponents, ...figures } = before.figures
      const { rho: _, degreeCentralization: __, betweennessCentralization: ___, ...rest } = figures
      // Where all others are owned, the isolate is what is left without them.
      if (some.labels.every((label) => label === 'owned')) rest.hubDependence = after.figures.hubDependence
      expect(after.figures).toMatchObject({ ...rest, accounts: n + 1, components: components! + 1 })
      expect(after.figures.strongComponents).toBe(strongComponents! + 1)
      expect(apart([density! * ((n - 1) / (n + 1))], [after.figures.density])).toEqual([])
    }),
  )
})

test('an isolate more takes the same share of PageRank from everybody', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const before = Array.from(measured(some).columns.pagerank!)
      const after = Array.from(
        measured({ ...some, accounts: some.accounts + 1, labels: [...some.labels, null] }).columns.pagerank!,
      )
      const share = after[0]! / before[0]!
      expect(share).toBeLessThan(1)
      expect(
        apart(
          before.map((value) => value! * share),
          after.slice(0, -1),
        ),
      ).toEqual([])
    }),
  )
})

test('turned around, who sends receives, who lets in speaks for, parties change places, and all else stays', () => {
  const counterparts: Partial<Record<AccountMeasure, AccountMeasure>> = {
    in_degree: 'out_degree',
    out_degree: 'in_degree',
    in_strength: 'out_strength',
    out_strength: 'in_strength',
  }
  // These say who is reached, or where attention ends: turned around they are another question.
  const directed: AccountMeasure[] = ['pagerank', 'closeness', 'harmonic', 'eigenvector', 'hub', 'authority']
  const roles = { gatekeeper: 'representative', representative: 'gatekeeper' } as const
  fc.assert(
    fc.property(drawn, (some) => {
      const before = measured(some)
      const after = measured(turnedAround(some))
      for (const [measure, values] of Object.entries(before.columns) as [AccountMeasure, ArrayLike<number | null>][]) {
        if (directed.includes(measure)) continue
        expect([measure, apart(values, after.columns[counterparts[measure] ?? measure])]).toEqual([measure, []])
      }
      for (const role of BROKERAGE_ROLES) {
        const turned = role === 'gatekeeper' || role === 'representative' ? roles[role] : role
        expect([role, apart(before.roles[role], after.roles[turned])]).toEqual([role, []])
      }
      for (const [name, value] of Object.entries(before.figures)) {
        expect([name, apart([value], [after.figures[name as keyof typeof after.figures]])]).toEqual([name, []])
      }
      const turned = after.cells.map((cell) => {
        return { ...cell, from: cell.to, to: cell.from, senders: cell.receivers, receivers: cell.senders }
      })
      expect(new Set(turned)).toEqual(new Set(before.cells))
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
  const after = measured(turnedAround(some))
  expect(apart(before.columns.hub, column(after.columns.authority, [0, 1, 2, 3]))).toEqual([])
})

test('eight times the weight everywhere changes strengths alone', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const before = measured(some)
      const after = measured({ ...some, rows: some.rows.map(([from, to, weight]) => [from, to, 8 * weight]) })
      for (const [measure, values] of Object.entries(before.columns)) {
        const scale = measure.endsWith('strength') ? 8 : 1
        const scaled = values && Array.from(values, (value) => (value === null ? null : value * scale))
        expect([measure, apart(scaled, after.columns[measure as AccountMeasure])]).toEqual([measure, []])
      }
      const { figures, roles, cells } = before
      expect(after).toMatchObject({ figures, roles, cells })
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

test('rows that repeat a tie are the tie with the sum of their weights', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const sums = new Map<string, Row>()
      for (const [from, to, weight] of some.rows) {
        // A self-loop is a row, counted as such.
        const key = from === to ? `${sums.size}` : `${from}>${to}`
        sums.set(key, [from, to, (sums.get(key)?.[2] ?? 0) + weight])
      }
      expect(measured({ ...some, rows: [...sums.values()] })).toEqual(measured(some))
    }),
  )
})

test('without direction, a row is a tie both ways, and its ends may stand either way round', () => {
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.boolean()), (some, coins) => {
      const rows = some.rows.map((row): Row => (coins.next().value === true ? [row[1], row[0], row[2]] : row))
      const back = some.rows.filter(([from, to]) => from !== to).map(([from, to, weight]): Row => [to, from, weight])
      const undirected = measured(some, undirectedNetwork)
      expect(measured({ ...some, rows }, undirectedNetwork)).toEqual(undirected)
      expect(measured({ ...some, rows: [...some.rows, ...back] })).toEqual(undirected)
      expect(undirected.columns.in_degree).toEqual(undirected.columns.out_degree)
    }),
  )
})
