import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnNetwork } from './drawn-network.ts'
import { NotATieWeight, networkFromTies, TieOutsideNetwork } from './network.ts'
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

test('holds a network of nobody', () => {
  expect(networkFromTies(0, [], [])).toMatchObject({ accounts: 0, ties: 0 })
})

test.each([2, -1, 0.5, Number.NaN])('refuses a tie to account %d of 2', (account) => {
  expect(() => networkFromTies(2, [0], [account])).toThrow(TieOutsideNetwork)
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
