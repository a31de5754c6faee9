import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnNetwork } from './drawn-network.ts'
import { networkFromTies } from './network.ts'
import { NotATieWeight, TieOutsideNetwork } from './tie-columns.ts'
import { undirectedNetwork } from './undirected-network.ts'
import { withoutAccounts } from './without-accounts.ts'

test('adds up repeated rows and keeps both sides sorted', () => {
  const network = networkFromTies(4, [0, 2, 0, 0], [3, 0, 1, 3], [2, 1, 5, 4])
  expect(network).toMatchObject({ accounts: 4, ties: 3, selfLoops: 0 })
  expect([...network.outStart]).toEqual([0, 2, 2, 3, 3])
  expect([...network.outTarget]).toEqual([1, 3, 0])
  expect([...network.outWeight]).toEqual([5, 6, 1])
  expect([...network.inStart]).toEqual([0, 1, 2, 2, 3])
  expect([...network.inSource]).toEqual([2, 0, 0])
  expect([...network.inWeight]).toEqual([1, 5, 6])
})

test('counts self-loops apart and keeps their accounts', () => {
  const network = networkFromTies(3, [1, 1, 0], [1, 1, 2])
  expect(network).toMatchObject({ accounts: 3, ties: 1, selfLoops: 2 })
  expect([...network.selfLoopsByAccount]).toEqual([0, 2, 0])
})

test('holds weights at 32 bits only where that changes none of them', () => {
  expect(networkFromTies(2, [0, 0], [1, 1], [2 ** 24 - 1, 1]).outWeight).toEqual(Float32Array.of(2 ** 24))
  expect(networkFromTies(2, [0, 0], [1, 1], [2 ** 24, 1]).outWeight).toEqual(Float64Array.of(2 ** 24 + 1))
  expect(networkFromTies(2, [0], [1], [0.1]).outWeight).toEqual(Float64Array.of(0.1))
})

test('goes back to 32 bits where weights that need more add up to one that does not', () => {
  expect(networkFromTies(2, [0, 0], [1, 1], [2 ** 24 + 1, 1]).outWeight).toEqual(Float32Array.of(2 ** 24 + 2))
})

test('lies in memory that threads can share, with and without repeats, and after accounts are taken out', () => {
  const once = networkFromTies(3, [0, 1], [1, 2])
  const merged = networkFromTies(3, [0, 0, 2], [1, 1, 2])
  for (const network of [once, merged, withoutAccounts(once, (account) => account === 2).network]) {
    const columns = Object.values(network).filter((value) => typeof value !== 'number')
    expect(columns).toHaveLength(7)
    for (const column of columns) expect(column.buffer).toBeInstanceOf(SharedArrayBuffer)
  }
})

test('leaves the columns it is built from as they were', () => {
  const [from, to, weight] = [Int32Array.of(1, 1, 0, 2), Int32Array.of(0, 0, 0, 1), Float32Array.of(1, 2, 3, 4)]
  networkFromTies(3, from, to, weight)
  expect([from, to, weight].map((column) => [...column])).toEqual([
    [1, 1, 0, 2],
    [0, 0, 0, 1],
    [1, 2, 3, 4],
  ])
})

test('holds a network of nobody', () => {
  expect(networkFromTies(0, [], [])).toMatchObject({ accounts: 0, ties: 0 })
})

test.each([2, -1, 0.5, Number.NaN])('refuses a tie to account %d of 2', (account) => {
  expect(() => networkFromTies(2, [0], [account])).toThrow(TieOutsideNetwork)
})

test('says which row of a typed column lies outside', () => {
  const outside = Int32Array.of(0, 1, -1)
  expect(() => networkFromTies(2, Int32Array.of(1, 0, 0), outside)).toThrow('tie 2: account -1')
  expect(() => networkFromTies(2, outside, Int32Array.of(1, 0, 0))).toThrow('tie 2: account -1')
  expect(() => networkFromTies(2, Int32Array.of(1, 0), Int32Array.of(0))).toThrow('tie 1: account NaN')
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a weight of %d', (weight) => {
  expect(() => networkFromTies(2, [0], [1], [weight])).toThrow(NotATieWeight)
})

test('refuses fewer weights than ties', () => {
  expect(() => networkFromTies(2, [0, 1], [1, 0], [1])).toThrow(NotATieWeight)
})

test('an undirected edge is a tie both ways; the same pair given twice adds up', () => {
  const network = undirectedNetwork(3, [0, 1, 2], [1, 0, 2], [2, 3, 9])
  expect(network).toMatchObject({ ties: 2, selfLoops: 1 })
  expect([...network.outWeight]).toEqual([5, 5])
})

test('without an account its ties and self-loops go, and the rest close up', () => {
  const { network, kept } = withoutAccounts(drawnNetwork('a>b b>c c>a:7 b>b c>c'), (account) => account === 1)
  expect([...kept]).toEqual([0, 2])
  expect(network).toMatchObject({ accounts: 2, ties: 1, selfLoops: 1 })
  expect([...network.outStart]).toEqual([0, 0, 1])
  expect([...network.outTarget]).toEqual([0])
  expect([...network.inWeight]).toEqual([7])
})

test('holds exactly the ties of a table of pairs, whatever the rows', () => {
  const account = fc.nat({ max: 6 })
  fc.assert(
    fc.property(fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 9 }))), (rows) => {
      const table = new Map<string, number>()
      for (const [from, to, weight] of rows) {
        if (from !== to) table.set(`${from}>${to}`, (table.get(`${from}>${to}`) ?? 0) + weight)
      }
      const [from, to, weight] = [0, 1, 2].map((column) => rows.map((row) => row[column]!))
      const network = networkFromTies(7, from!, to!, weight)
      const found = (
        start: Int32Array,
        end: Int32Array,
        weights: ArrayLike<number>,
        name: (a: number, b: number) => string,
      ) =>
        new Map(
          Array.from({ length: 7 }, (_, a) => a).flatMap((a) =>
            Array.from({ length: start[a + 1]! - start[a]! }, (_, i): [string, number] => {
              const tie = start[a]! + i
              return [name(a, end[tie]!), weights[tie]!]
            }),
          ),
        )
      expect(network.ties).toBe(table.size)
      expect(found(network.outStart, network.outTarget, network.outWeight, (a, b) => `${a}>${b}`)).toEqual(table)
      expect(found(network.inStart, network.inSource, network.inWeight, (a, b) => `${b}>${a}`)).toEqual(table)
    }),
  )
})
