import type { Party } from '@weft/model/party'
import { expect, test } from 'vitest'
import { networkFromTies } from './network.ts'
import { drawn, type Labels, ledgerOf, nothing } from './tie-ledger.test-data.ts'
import { NotANumbering, tieLedger } from './tie-ledger.ts'

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
