import type { MixingCell, QuarterNetwork } from '@weft/model/scores'
import type { LedgerCounts } from '@weft/model/tie-ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indicatorForLeaders, networkForLeaders } from './for-leaders.ts'

const FIGURES = {
  accounts: 100,
  ties: 300,
  selfLoops: 0,
  density: 0.1,
  arcReciprocity: 0.1,
  dyadReciprocity: 0.1,
  rho: 0.1,
  weightedReciprocity: 0.1,
  degreeCentralization: 0.1,
  betweennessCentralization: 0.1,
  assortativity: 0.1,
  eiIndex: 0.1,
  eiIndexExpected: 0.1,
  eiIndexRescaled: 0.1,
  components: 1,
  strongComponents: 1,
  modularity: 0.1,
  hubDependence: 0.1,
  sampled: null,
}

const cell = (from: string, to: string, ties: number, senders = ties, receivers = ties): MixingCell => {
  return { from, to, ties, senders, receivers, expected: 5, expectedInterval: [3, 7], dyadReciprocity: 0.5 }
}

const counts = (part: Partial<LedgerCounts>): LedgerCounts => {
  return {
    new: 40,
    kept: 40,
    stronger: 40,
    weaker: 40,
    lost: 40,
    unknown: 0,
    weightGained: 90,
    weightLost: 80,
    ...part,
  }
}

const network = (part: Partial<QuarterNetwork> = {}): QuarterNetwork => ({
  whole: FIGURES,
  withoutOwned: FIGURES,
  layers: {},
  layersWithoutOwned: {},
  mixing: [],
  mixingWithoutOwned: [],
  ledger: null,
  unclassifiedShare: 0.3,
  ...part,
})

const TABLE = [
  [cell('owned', 'owned', 2, 1, 2), cell('owned', 'customer', 40, 1, 40), cell('owned', 'media', 30, 1, 3)],
  [cell('customer', 'owned', 50, 50, 1), cell('customer', 'customer', 60), cell('customer', 'media', 20)],
  [cell('media', 'owned', 25, 25, 1), cell('media', 'customer', 15), cell('media', 'media', 12)],
].flat()

test('a mixing cell is hidden by the few accounts of its smaller end, however many ties they have; our own are no secret', () => {
  const told = networkForLeaders(network({ mixing: TABLE, mixingWithoutOwned: TABLE.slice(4) }))
  const shown = told.mixing.map(({ from, to, ties }) => [from, to, ties])
  // Three of the media stand behind thirty ties: hidden, and with them as much as rows, columns and all without us give away.
  expect(shown.find(([from, to]) => from === 'owned' && to === 'media')).toEqual(['owned', 'media', null])
  expect(shown.filter(([, , ties]) => ties === null).length).toBeGreaterThanOrEqual(4)
  expect(told.mixingWithoutOwned).toEqual([])
  for (const { ties, expected, expectedInterval, senders, receivers, dyadReciprocity } of told.mixing) {
    if (ties !== null) continue
    expect([expected, expectedInterval, senders, receivers, dyadReciprocity]).toEqual([null, null, null, null, null])
  }
  const mirrored = told.mixing.find(({ from, to }) => from === 'media' && to === 'owned')!
  expect(mirrored.dyadReciprocity).toBeNull()
})

test('a matrix without small cells is told as it is, with and without our own accounts', () => {
  const large = TABLE.map((each) => ({ ...each, senders: 9, receivers: 9 }))
  const whole = network({ mixing: large, mixingWithoutOwned: large })
  expect(networkForLeaders(whole)).toEqual(whole)
})

test('a few new, lost or changed accounts are not counted, nor what with them would make up the known sums', () => {
  const part = { ties: counts({}), accounts: counts({ lost: 2, kept: 50 }) }
  const ledger = {
    directions: [],
    kinds: [],
    ...part,
    withoutOwned: { ties: counts({}), accounts: counts({ lost: 1 }) },
  }
  const told = networkForLeaders(network({ ledger })).ledger!
  expect(told.accounts).toMatchObject({ lost: null, weightLost: null, new: null })
  expect(told.withoutOwned!.accounts.lost).toBeNull()
  expect(told.ties).toEqual(part.ties)
  const hiddenOf = (each: object) => Object.entries(each).flatMap(([name, value]) => (value === null ? [name] : []))
  expect(hiddenOf(told.accounts)).toEqual(hiddenOf(told.withoutOwned!.accounts))
})

test('what is hidden with our own accounts is hidden without them, so that taking one from the other tells nothing', () => {
  const change = fc.integer({ min: 0, max: 30 })
  const changes = fc.record({
    new: change,
    kept: change,
    stronger: change,
    weaker: change,
    lost: change,
    unknown: change,
  })
  fc.assert(
    fc.property(changes, changes, (whole, without) => {
      const part = (part: Partial<LedgerCounts>) => ({ ties: counts(part), accounts: counts(part) })
      const told = networkForLeaders(
        network({ ledger: { directions: [], kinds: [], ...part(whole), withoutOwned: part(without) } }),
      ).ledger!
      for (const kind of ['ties', 'accounts'] as const) {
        for (const name of Object.keys(whole) as (keyof typeof whole)[]) {
          expect(told[kind][name] === null).toBe(told.withoutOwned![kind][name] === null)
          const isSmall = [whole[name], without[name]].some((count) => count > 0 && count < 5)
          expect(isSmall && told[kind][name] !== null).toBe(false)
        }
        // Now: new, kept, stronger and weaker add up to what is known; so do those that were there before.
        for (const sum of [
          ['new', 'kept', 'stronger', 'weaker'] as const,
          ['kept', 'stronger', 'weaker', 'lost'] as const,
        ]) {
          expect(sum.filter((name) => told[kind][name] === null)).not.toHaveLength(1)
        }
      }
    }),
  )
})

test('layers of so few ties that four accounts could have them all are hidden in both tables', () => {
  const layer = (ties: number) => ({ ties, arcReciprocity: 0.2, dyadReciprocity: 0.1 })
  const told = networkForLeaders(
    network({
      layers: { reply: layer(40), quote: layer(30) },
      layersWithoutOwned: { reply: layer(13), quote: layer(12) },
    }),
  )
  const nothing = { ties: null, arcReciprocity: null, dyadReciprocity: null }
  expect(told.layers).toEqual({ reply: layer(40), quote: nothing })
  expect(told.layersWithoutOwned).toEqual({ reply: layer(13), quote: nothing })
})

test('of a network of fewer than five outsiders nothing is told, and of a few unclassified accounts no share', () => {
  const told = networkForLeaders(
    network({ whole: { ...FIGURES, accounts: 5 }, withoutOwned: { ...FIGURES, accounts: 4 } }),
  )
  expect(Object.values({ ...told.whole, ...told.withoutOwned })).toEqual(Object.keys(FIGURES).map(() => null))
  const share = (unclassifiedShare: number) => networkForLeaders(network({ unclassifiedShare })).unclassifiedShare
  expect([share(0), share(0.04), share(0.05), share(0.96), share(1)]).toEqual([0, null, 0.05, null, 1])
})

test('how few items an indicator had is told from five on', () => {
  const insufficient = (n: number) => ({
    state: 'insufficient' as const,
    value: null,
    valueInterval: null,
    score: null,
    interval: null,
    missing: [],
    n,
    reason: `${n} of 10 contributors`,
  })
  expect(indicatorForLeaders(insufficient(3))).toMatchObject({
    n: null,
    reason: 'Fewer than five this quarter: too few to tell.',
  })
  expect(indicatorForLeaders(insufficient(6))).toEqual(insufficient(6))
  expect(indicatorForLeaders(insufficient(0))).toEqual(insufficient(0))
})
