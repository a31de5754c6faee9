import { networkFromTies } from '@weft/network/network'
import { weakComponents } from '@weft/network/weak-components'
import { withoutAccounts } from '@weft/network/without-accounts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutOffBy } from './cut-off.ts'

const network = (accounts: number, ties: readonly (readonly [number, number])[]) =>
  networkFromTies(
    accounts,
    ties.map(([from]) => from),
    ties.map(([, to]) => to),
  )

test('the middle of a chain of five holds two to the rest, its neighbours one, its ends nobody', () => {
  const chain = network(5, [
    [0, 1],
    [2, 1],
    [2, 3],
    [4, 3],
  ])
  expect([...cutOffBy(chain)]).toEqual([0, 1, 2, 1, 0])
})

test('in a ring nobody is a bridge; a tie both ways is still one tie', () => {
  expect([
    ...cutOffBy(
      network(4, [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 3],
        [3, 0],
      ]),
    ),
  ]).toEqual([0, 0, 0, 0])
})

test('is what taking each account out and counting the pieces gives', () => {
  const ties = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 16 })
  fc.assert(
    fc.property(ties, (some) => {
      const whole = network(10, some)
      const { of, sizes } = weakComponents(whole)
      const expected = Array.from({ length: 10 }, (_, account) => {
        const { network: rest, kept } = withoutAccounts(
          whole,
          (other) => other === account || of[other] !== of[account],
        )
        const pieces = weakComponents(rest).sizes
        expect(kept.length).toBe(sizes[of[account]!]! - 1)
        return kept.length - Math.max(0, ...pieces)
      })
      expect([...cutOffBy(whole)]).toEqual(expected)
    }),
  )
})
