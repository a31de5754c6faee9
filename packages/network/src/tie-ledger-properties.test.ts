import type { Party } from '@weft/model/party'
import { seededRandom } from '@weft/model/seeded-random'
import { LEDGER_DIRECTIONS, type LedgerPart, type TieLedger } from '@weft/model/tie-ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkFromTies } from './network.ts'
import { ledgerOf, namesOf, nothing, type Quarter } from './tie-ledger.test-data.ts'
import { withoutAccounts } from './without-accounts.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const rows = fc.array(fc.tuple(name, name, fc.integer({ min: 1, max: 3 })), { maxLength: 30 })
const labels = fc.dictionary(name, fc.constantFrom<Party>('owned', 'employee', 'media'), { maxKeys: 4 })
const quarter: fc.Arbitrary<Quarter> = fc.record({ rows, labels })
const directions = fc.subarray([...LEDGER_DIRECTIONS], { minLength: 1 })

const partsOf = (ledger: Omit<TieLedger, 'kinds'>): LedgerPart[] =>
  ledger.withoutOwned === null ? [ledger] : [ledger, ledger.withoutOwned]

/** The network's size, as the measures have it. */
function sizeOf({ rows: all }: Quarter, isLeftOut: (name: string) => boolean) {
  const names = namesOf({ rows: all, labels: {} })
  const [from, to] = [0, 1].map((end) => all.map((row) => names.indexOf(String(row[end]))))
  const weights = all.map(([, , weight]) => weight)
  const { network } = withoutAccounts(networkFromTies(names.length, from!, to!, weights), (account) =>
    isLeftOut(names[account]!),
  )
  return { ...network, weight: Array.from(network.outWeight).reduce((sum, weight) => sum + weight, 0) }
}

test('with everything covered, every tie and account of either quarter is in the ledger once, and weights add up', () => {
  fc.assert(
    fc.property(quarter, quarter, (now, before) => {
      const isOwned = (account: string) => now.labels[account] === 'owned' || before.labels[account] === 'owned'
      const ledger = ledgerOf({ now, before })!
      for (const [part, isLeftOut] of [
        [ledger, () => false],
        [ledger.withoutOwned!, isOwned],
      ] as const) {
        const [size, sizeBefore] = [sizeOf(now, isLeftOut), sizeOf(before, isLeftOut)]
        for (const [counts, of, weights] of [
          [part.ties, 'ties', 1],
          [part.accounts, 'accounts', 2],
        ] as const) {
          const inBoth = counts.kept + counts.stronger + counts.weaker
          expect(counts.unknown).toBe(0)
          expect(inBoth + counts.lost).toBe(sizeBefore[of])
          expect(inBoth + counts.new).toBe(size[of])
          expect(counts.weightGained - counts.weightLost).toBe(weights * (size.weight - sizeBefore.weight))
        }
      }
    }),
  )
})

test('whatever is covered, every distinct tie and account is in exactly one class or unknown', () => {
  fc.assert(
    fc.property(quarter, quarter, directions, (now, before, covered) => {
      const { ties, accounts } = ledgerOf({ now, before, directions: covered })!
      const all = (counts: LedgerPart['ties']) =>
        counts.new + counts.kept + counts.stronger + counts.weaker + counts.lost + counts.unknown
      const both = [...now.rows, ...before.rows]
      const pairs = new Set(both.filter(([from, to]) => from !== to).map(([from, to]) => `${from}>${to}`))
      expect(all(ties)).toBe(pairs.size)
      expect(all(accounts)).toBe(new Set(both.flatMap(([from, to]) => [from, to])).size)
    }),
  )
})

test('read backwards, new is lost and stronger is weaker', () => {
  fc.assert(
    fc.property(quarter, quarter, directions, (now, before, covered) => {
      const forth = partsOf(ledgerOf({ now, before, directions: covered })!)
      const back = partsOf(ledgerOf({ now: before, before: now, directions: covered })!)
      forth.forEach((part, place) => {
        for (const of of ['ties', 'accounts'] as const) {
          const { new: gained, lost, stronger, weaker, weightGained, weightLost, ...same } = part[of]
          expect(back[place]?.[of]).toEqual({
            ...same,
            new: lost,
            lost: gained,
            stronger: weaker,
            weaker: stronger,
            weightGained: weightLost,
            weightLost: weightGained,
          })
        }
      })
    }),
  )
})

test('a quarter against itself has kept all it can compare', () => {
  fc.assert(
    fc.property(quarter, directions, (one, covered) => {
      for (const part of partsOf(ledgerOf({ now: one, before: one, directions: covered })!)) {
        for (const counts of [part.ties, part.accounts]) {
          expect(counts).toEqual({ ...nothing, kept: counts.kept, unknown: counts.unknown })
        }
      }
    }),
  )
})

test('other numbers for the accounts and another order of rows change nothing', () => {
  fc.assert(
    fc.property(quarter, quarter, directions, fc.nat(), (now, before, covered, seed) => {
      const random = seededRandom(seed)
      const shuffled = <T>(values: readonly T[]): T[] =>
        values
          .map((value) => ({ value, place: random() }))
          .toSorted((one, other) => one.place - other.place)
          .map(({ value }) => value)
      const again = ledgerOf({
        now: { ...now, rows: shuffled(now.rows) },
        before: { ...before, rows: shuffled(before.rows) },
        directions: covered,
        order: shuffled,
      })
      expect(again).toEqual(ledgerOf({ now, before, directions: covered }))
    }),
  )
})

test('what is covered besides lets more be compared, never less', () => {
  fc.assert(
    fc.property(quarter, quarter, directions, (now, before, covered) => {
      const some = ledgerOf({ now, before, directions: covered })!
      const all = ledgerOf({ now, before })!
      for (const change of ['new', 'kept', 'stronger', 'weaker', 'lost'] as const) {
        expect(some.ties[change]).toBeLessThanOrEqual(all.ties[change])
      }
    }),
  )
})
