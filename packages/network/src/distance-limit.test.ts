import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceLimit } from './distance-limit.ts'
import { drawnNetwork } from './drawn-network.ts'
import { type Network, networkFromTies } from './network.ts'

/** The longest shortest way there is, by walking from everybody. */
function longest({ accounts, outStart, outTarget }: Network): number {
  let most = 0
  for (let source = 0; source < accounts; source++) {
    const distance = new Map([[source, 0]])
    for (const [account, far] of distance) {
      most = Math.max(most, far)
      for (const target of outTarget.subarray(outStart[account], outStart[account + 1])) {
        if (!distance.has(target)) distance.set(target, far + 1)
      }
    }
  }
  return most
}

test('a line of four, a circle of four, a star both ways', () => {
  expect(distanceLimit(drawnNetwork('a>b b>c c>d'))).toBe(3)
  expect(distanceLimit(drawnNetwork('a>b b>c c>d d>a'))).toBe(6)
  expect(distanceLimit(drawnNetwork('a>b b>a a>c c>a a>d d>a'))).toBe(2)
  expect(distanceLimit(drawnNetwork('a'))).toBe(0)
  expect(distanceLimit(networkFromTies(0, [], []))).toBe(0)
})

test('no shortest way is longer', () => {
  const account = fc.nat({ max: 11 })
  fc.assert(
    fc.property(fc.array(fc.tuple(account, account), { maxLength: 30 }), (rows) => {
      const network = networkFromTies(
        12,
        rows.map(([from]) => from),
        rows.map(([, to]) => to),
      )
      expect(distanceLimit(network)).toBeGreaterThanOrEqual(longest(network))
    }),
  )
})
