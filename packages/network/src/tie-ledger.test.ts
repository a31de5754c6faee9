import type { Party } from '@weft/model/party'
import { seededRandom } from '@weft/model/seeded-random'
import { LEDGER_DIRECTIONS, type LedgerDirection, type LedgerPart, type TieLedger } from '@weft/model/tie-ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkFromTies } from './network.ts'
import { NotANumbering, tieLedger } from './tie-ledger.ts'
import { withoutAccounts } from './without-accounts.ts'

type Labels = Record<string, Party>

type Row = readonly [from: string, to: string, weight: number]

/** A quarter as one would draw it: `'a>b b>c:3 c>c'`. Its accounts are those that occur, in the order given. */
interface Quarter {
  rows: readonly Row[]
  labels: Labels
}

const drawn = (drawing: string, labels: Labels = {}): Quarter => ({
  rows: drawing
    .split(' ')
    .filter((part) => part !== '')
    .map((part): Row => [part[0]!, part[2]!, Number(part.split(':')[1] ?? 1)]),
  labels,
})

const namesOf = ({ rows }: Quarter): string[] => [...new Set(rows.flatMap(([from, to]) => [from, to]))].toSorted()

interface Compared {
  now: Quarter
  before: Quarter
  directions?: readonly LedgerDirection[]
  /** Orders the accounts of either network. */
  order?: (names: string[]) => string[]
}

function ledgerOf({ now, before, directions = LEDGER_DIRECTIONS, order = (names) => names }: Compared) {
  const [names, namesBefore] = [order(namesOf(now)), order(namesOf(before))]
  const networkOf = ({ rows }: Quarter, of: string[]) => {
    const number = new Map(of.map((name, place) => [name, place]))
    return networkFromTies(
      of.length,
      rows.map(([from]) => number.get(from)!),
      rows.map(([, to]) => number.get(to)!),
      rows.map(([, , weight]) => weight),
    )
  }
  const labels = (of: string[]) => ({
    now: of.map((name) => now.labels[name] ?? 'unclassified'),
    before: of.map((name) => before.labels[name] ?? 'unclassified'),
  })
  return tieLedger({
    now: { network: networkOf(now, names), labels: labels(names) },
    before: { network: networkOf(before, namesBefore), labels: labels(namesBefore) },
    beforeOf: Int32Array.from(names, (name) => namesBefore.indexOf(name)),
    directions,
  })
}

const nothing = { new: 0, kept: 0, stronger: 0, weaker: 0, lost: 0, unknown: 0, weightGained: 0, weightLost: 0 }

test('of five ties one is new, one kept, one stronger, one weaker, one lost', () => {
  const ledger = ledgerOf({
    before: drawn('a>b:2 b>a:1 a>c:5 d>a:4'),
    now: drawn('a>b:2 b>a:3 a>c:1 a>e:7'),
  })
  // Lost and gained: d>a 4 and a>c 4; b>a 2 and a>e 7. Strengths before a 12, b 3, c 5, d 4; now a 13, b 5, c 1, e 7.
  expect(ledger).toEqual({
    directions: ['outbound', 'inbound', 'among_others'],
    ties: { ...nothing, new: 1, kept: 1, stronger: 1, weaker: 1, lost: 1, weightGained: 9, weightLost: 8 },
    accounts: { ...nothing, new: 1, kept: 0, stronger: 2, weaker: 1, lost: 1, weightGained: 10, weightLost: 8 },
    withoutOwned: {
      ties: { ...nothing, new: 1, kept: 1, stronger: 1, weaker: 1, lost: 1, weightGained: 9, weightLost: 8 },
      accounts: { ...nothing, new: 1, kept: 0, stronger: 2, weaker: 1, lost: 1, weightGained: 10, weightLost: 8 },
    },
  })
})

test('a tie and the one back are two ties', () => {
  expect(ledgerOf({ before: drawn('a>b'), now: drawn('b>a') })?.ties).toMatchObject({ new: 1, lost: 1, kept: 0 })
})

test('an account that only acted toward itself was there, with no strength', () => {
  const ledger = ledgerOf({ before: drawn('a>a b>c'), now: drawn('a>b b>c') })
  expect(ledger?.ties).toMatchObject({ new: 1, kept: 1 })
  expect(ledger?.accounts).toEqual({ ...nothing, stronger: 2, kept: 1, weightGained: 2 })
})

/** u is ours, e our employee, the others are outside. */
const ours: Labels = { u: 'owned', e: 'employee' }

test('where only what we did is covered, what others did is unknown: neither new nor lost', () => {
  const ledger = ledgerOf({
    before: drawn('u>a e>b a>u b>c', ours),
    now: drawn('u>a u>c d>u a>b', ours),
    directions: ['outbound'],
  })
  expect(ledger?.ties).toEqual({ ...nothing, kept: 1, new: 1, lost: 1, unknown: 4, weightGained: 1, weightLost: 1 })
  expect(ledger?.withoutOwned).toBeNull()
  expect(ledger?.directions).toEqual(['outbound'])
})

test('a tie between two of us is what we did', () => {
  expect(
    ledgerOf({ before: drawn('', ours), now: drawn('u>e', ours), directions: ['inbound', 'among_others'] }),
  ).toMatchObject({ ties: { new: 0, unknown: 1 } })
  expect(ledgerOf({ before: drawn('', ours), now: drawn('u>e', ours), directions: ['outbound'] })).toMatchObject({
    ties: { new: 1, unknown: 0 },
  })
})

test('an account is new only where the quarter before would have shown it, and did not in any direction', () => {
  const ledger = ledgerOf({
    before: drawn('u>a b>u c>u c>d', ours),
    now: drawn('u>a u>b u>z y>u', ours),
    directions: ['outbound'],
  })
  // a is kept; u addresses three in place of one; z is new. b was there before, only where we cannot compare: unknown,
  // as are y, whom nothing covered shows, and c and d, who may be here as well.
  expect(ledger?.accounts).toEqual({ ...nothing, new: 1, kept: 1, stronger: 1, unknown: 4, weightGained: 3 })
})

test('what an outsider did toward itself tells of it only where ties among others are covered', () => {
  const quarters = { before: drawn('u>u b>b', ours), now: drawn('u>b', ours) }
  expect(ledgerOf({ ...quarters, directions: ['outbound'] })?.accounts).toMatchObject({ stronger: 1, unknown: 1 })
  expect(ledgerOf(quarters)?.accounts).toMatchObject({ stronger: 2, unknown: 0 })
})

test('who became an employee in between is compared only where both of its directions are covered', () => {
  const quarters = { before: drawn('b>u b>c'), now: drawn('b>u:4 b>d', { b: 'employee' }) }
  const owned: Labels = { u: 'owned' }
  const relabelled = {
    before: { ...quarters.before, labels: owned },
    now: { ...quarters.now, labels: { ...owned, ...quarters.now.labels } },
  }
  // b>u was toward us and is ours now; b>c and b>d were among others and are ours now.
  expect(ledgerOf({ ...relabelled, directions: ['outbound'] })?.ties).toMatchObject({ unknown: 3 })
  expect(ledgerOf({ ...relabelled, directions: ['outbound', 'inbound'] })?.ties).toMatchObject({
    stronger: 1,
    unknown: 2,
  })
  expect(ledgerOf(relabelled)?.ties).toMatchObject({ stronger: 1, new: 1, lost: 1, unknown: 0 })
})

test('without our own accounts only ties of the others count; whoever was with us only is there with no strength', () => {
  const ledger = ledgerOf({ before: drawn('u>a a>b e>a', ours), now: drawn('u>a u>b:9 a>c e>a:2', ours) })
  expect(ledger?.withoutOwned?.ties).toEqual({
    ...nothing,
    new: 1,
    stronger: 1,
    lost: 1,
    weightGained: 2,
    weightLost: 1,
  })
  // a had a>b and e>a, and has a>c and e>a twice; b had a>b and has only us; c is new.
  expect(ledger?.withoutOwned?.accounts).toEqual({
    ...nothing,
    new: 1,
    stronger: 2,
    weaker: 1,
    weightGained: 3,
    weightLost: 1,
  })
})

test('an account that became ours in between is lost to nobody', () => {
  const quarters = { before: drawn('a>b'), now: drawn('a>b', { a: 'owned' }) }
  expect(ledgerOf(quarters)?.withoutOwned).toEqual({ ties: nothing, accounts: { ...nothing, kept: 1 } })
})

test('with nothing covered in both quarters there is no ledger', () => {
  expect(ledgerOf({ before: drawn('a>b'), now: drawn('a>b'), directions: [] })).toBeNull()
})

test('two quarters covered in which nothing happened: nothing is new or lost', () => {
  expect(ledgerOf({ before: drawn(''), now: drawn('') })).toMatchObject({ ties: nothing, accounts: nothing })
})

test.each([
  ['one number for two accounts', [0]],
  ['an account before that is not there', [0, 2]],
  ['one account before given twice', [1, 1]],
])('refuses %s', (_, numbers) => {
  const network = networkFromTies(2, [0], [1])
  const labels: Party[] = ['unclassified', 'unclassified']
  const side = { network, labels: { now: labels, before: labels } }
  const compare = () =>
    tieLedger({ now: side, before: side, beforeOf: Int32Array.from(numbers), directions: ['outbound'] })
  expect(compare).toThrow(NotANumbering)
})

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const rows = fc.array(fc.tuple(name, name, fc.integer({ min: 1, max: 3 })), { maxLength: 30 })
const labels = fc.dictionary(name, fc.constantFrom<Party>('owned', 'employee', 'media'), { maxKeys: 4 })
const quarter: fc.Arbitrary<Quarter> = fc.record({ rows, labels })
const directions = fc.subarray([...LEDGER_DIRECTIONS], { minLength: 1 })

const partsOf = (ledger: TieLedger): LedgerPart[] =>
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
