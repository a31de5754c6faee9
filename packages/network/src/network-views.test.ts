import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnNetwork } from './drawn-network.ts'
import { AccountOutsideNetwork, egoNetwork } from './ego-network.ts'
import { filteredNetwork } from './filtered-network.ts'
import { built, type Drawn, drawn } from './invariance.test-data.ts'
import { weakComponents } from './weak-components.ts'
import { withoutAccounts } from './without-accounts.ts'

// a addresses b, b addresses c, c addresses d, e addresses a, d and e talk; f talks to itself alone.
const network = drawnNetwork('a>b:2 b>c c>d e>a:4 d>e e>d f>f')

test.each([
  [{}, [0, 1, 4]],
  [{ direction: 'out' }, [0, 1]],
  [{ direction: 'in' }, [0, 4]],
  [{ radius: 0 }, [0]],
  [{ radius: 2, direction: 'out' }, [0, 1, 2]],
  [{ radius: Number.POSITIVE_INFINITY }, [0, 1, 2, 3, 4]],
] as const)('the ego network of a with %o holds %o', (options, kept) => {
  expect([...egoNetwork(network, 0, options).kept]).toEqual(kept)
})

test('an ego network holds the ties among the others too, whatever their direction', () => {
  const { network: around, kept } = egoNetwork(network, 4, { direction: 'out' })
  expect([...kept]).toEqual([0, 3, 4])
  expect(around).toEqual(drawnNetwork('c>a:4 b>c c>b'))
})

test.each([-1, 6, 0.5, Number.NaN])('there is no ego network of account %d of 6', (account) => {
  expect(() => egoNetwork(network, account)).toThrow(AccountOutsideNetwork)
})

test('a filter of ties sees the numbers and weights of the original and leaves accounts in', () => {
  const { network: strong, kept } = filteredNetwork(network, {
    account: (account) => account !== 1,
    tie: (source, target, weight) => weight > 1 || (source === 3 && target === 4),
  })
  expect([...kept]).toEqual([0, 2, 3, 4, 5])
  expect(strong).toEqual(drawnNetwork('d>a:4 c>d e>e'))
})

test('without isolates those go who are left without a tie, a tie to themselves aside', () => {
  const { network: tied, kept } = filteredNetwork(network, { tie: (_, __, weight) => weight > 1, isolates: false })
  expect([...kept]).toEqual([0, 1, 4])
  expect(tied).toEqual(drawnNetwork('a>b:2 c>a:4'))
})

test('a filter that lets everything through leaves the network as it was', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const whole = built(some)
      expect(filteredNetwork(whole, { account: () => true, tie: () => true }).network).toEqual(whole)
    }),
  )
})

test('filtering by a tie that neither account may have is taking the account out, isolates aside', () => {
  fc.assert(
    fc.property(drawn, (some) => {
      const whole = built(some)
      const byTie = filteredNetwork(whole, { tie: (source, target) => source !== 0 && target !== 0, isolates: false })
      const byAccount = filteredNetwork(withoutAccounts(whole, (account) => account === 0).network, { isolates: false })
      expect(byTie.network).toEqual(byAccount.network)
    }),
  )
})

test('within a radius that nothing exceeds the ego network is the weak component', () => {
  fc.assert(
    fc.property(drawn, fc.nat({ max: 2 }), (some, account) => {
      const whole = built(some)
      const { of: component } = weakComponents(whole)
      const { kept } = egoNetwork(whole, account, { radius: whole.accounts })
      const members = Array.from(component.keys()).filter((other) => component[other] === component[account])
      expect([...kept]).toEqual(members)
    }),
  )
})

test('an ego network is who it is whatever the numbers of the accounts', () => {
  fc.assert(
    fc.property(drawn, fc.nat({ max: 2 }), fc.constantFrom('both', 'in', 'out'), (some, account, direction) => {
      const last = some.accounts - 1
      const mirrored: Drawn = { ...some, rows: some.rows.map(([from, to, weight]) => [last - from, last - to, weight]) }
      const before = egoNetwork(built(some), account, { direction })
      const after = egoNetwork(built(mirrored), last - account, { direction })
      expect([...after.kept].map((other) => last - other).toReversed()).toEqual([...before.kept])
      expect(after.network.ties).toBe(before.network.ties)
    }),
  )
})
