import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busiestPart } from './busiest-part.ts'
import { drawnNetwork } from './drawn-network.ts'
import { networkFromTies } from './network.ts'

test('the busiest accounts are kept, as many as have that few ties among them', () => {
  // Interactions: a 11, b 6, c 5, d 2, e none.
  const network = drawnNetwork('a>b:4 b>a:1 a>c:3 c>a:1 b>c d>a:2 e')
  expect([...busiestPart(network, 100).kept]).toEqual([0, 1, 2, 3, 4])
  expect([...busiestPart(network, 5).kept]).toEqual([0, 1, 2])
  expect(busiestPart(network, 5).network.ties).toBe(5)
  expect([...busiestPart(network, 4).kept]).toEqual([0, 1])
  expect([...busiestPart(network, 0).kept]).toEqual([])
  expect([...busiestPart(drawnNetwork('a>b c d'), 2).kept]).toEqual([0, 1])
  expect(busiestPart(networkFromTies(0, [], []), 0).network.accounts).toBe(0)
})

test('never more ties or accounts than allowed, and all of them where that is allowed', () => {
  const account = fc.nat({ max: 9 })
  fc.assert(
    fc.property(fc.array(fc.tuple(account, account), { maxLength: 40 }), fc.nat({ max: 40 }), (rows, most) => {
      const network = networkFromTies(
        10,
        rows.map(([from]) => from),
        rows.map(([, to]) => to),
      )
      const part = busiestPart(network, most)
      expect(part.network.ties).toBeLessThanOrEqual(most)
      expect(part.kept.length).toBeLessThanOrEqual(most)
      expect(part.kept.length === 10).toBe(network.ties <= most && most >= 10)
    }),
  )
})
