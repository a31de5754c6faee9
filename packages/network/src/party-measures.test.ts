import { expect, test } from 'vitest'
import { assortativity } from './assortativity.ts'
import { BROKERAGE_ROLES, brokerage } from './brokerage.ts'
import { drawnNetwork } from './drawn-network.ts'
import { accountEiIndex, eiIndex } from './ei-index.ts'
import { MIXING_PARTIES_MAX, mixing } from './mixing.ts'
import { networkFromTies } from './network.ts'
import { NO_PARTY, partiesFromLabels, partiesOfKept } from './parties.ts'

/** One letter per account: `'xxy-'` is two of party x, one of y, one unclassified. */
const labelled = (labels: string) => partiesFromLabels(labels.split('').map((label) => (label === '-' ? null : label)))

test('null, the empty text and unclassified are no party; codes follow the names', () => {
  const parties = partiesFromLabels(['media', null, '', 'unclassified', 'customer', 'media'])
  expect(parties.names).toEqual(['customer', 'media'])
  expect([...parties.code]).toEqual([1, NO_PARTY, NO_PARTY, NO_PARTY, 0, 1])
  expect(parties.classified).toBe(3)
  expect(partiesOfKept(parties, Int32Array.of(1, 5))).toEqual(partiesFromLabels([null, 'media']))
})

test('assortativity: ties within parties only give 1, between them only -1', () => {
  expect(assortativity(drawnNetwork('a>b b>a c>d d>c'), labelled('xxyy'))).toBe(1)
  expect(assortativity(drawnNetwork('a>c c>a b>d d>b'), labelled('xxyy'))).toBe(-1)
})

test('assortativity: three of four ties within, by hand', () => {
  // Sent: x 3, y 1; received: x 2, y 2. Within 3/4, expected (3 x 2 + 1 x 2) / 16 = 1/2.
  expect(assortativity(drawnNetwork('a>b b>a a>c c>d'), labelled('xxyy'))).toBeCloseTo(0.5, 12)
})

test('assortativity leaves unclassified accounts out, and has no value for one party or no ties', () => {
  expect(assortativity(drawnNetwork('a>b b>a c>d d>c a>e e>c'), labelled('xxyy-'))).toBe(1)
  expect(assortativity(drawnNetwork('a>b'), labelled('xx'))).toBeNull()
  expect(assortativity(drawnNetwork('a>b'), labelled('x-'))).toBeNull()
})

test('E-I: of three connected pairs two lead out', () => {
  const network = drawnNetwork('a>b b>a a>c b>d d>b c>e')
  const found = eiIndex(network, labelled('xxyy-'))
  // Pairs ab (within), ac, bd (between). All pairs of 2 + 2: 2 within, 4 between.
  expect(found!.raw).toBeCloseTo(1 / 3, 12)
  expect(found!.expected).toBeCloseTo((4 - 2) / 6, 12)
  // With 3 pairs at most 2 can be within, so 1 to 3 lead out: 2 is the middle.
  expect(found!.rescaled).toBe(0)
  expect(accountEiIndex(network, labelled('xxyy-'))).toEqual([0, 0, 1, 1, null])
})

test('E-I has no value without pairs of classified accounts', () => {
  expect(eiIndex(drawnNetwork('a>b'), labelled('x-'))).toBeNull()
  expect(accountEiIndex(drawnNetwork('a>b'), labelled('x-'))).toEqual([null, null])
  expect(eiIndex(drawnNetwork('a>b'), labelled('xx'))).toMatchObject({ raw: -1, rescaled: null })
})

const roles = (drawing: string, labels: string, account: number) => {
  const found = brokerage(drawnNetwork(drawing), labelled(labels))
  return Object.fromEntries(
    BROKERAGE_ROLES.map((role) => [role, found[role][account]]).filter(([, ways]) => ways !== 0),
  )
}

test.each([
  ['coordinator', 'xxx'],
  ['itinerantBroker', 'xyx'],
  ['gatekeeper', 'xyy'],
  ['representative', 'xxy'],
  ['liaison', 'xyz'],
])('a way through b makes it a %s between the parties %s', (role, labels) => {
  expect(roles('a>b b>c', labels, 1)).toEqual({ [role]: 1 })
})

test('nobody brokers a way that has a direct tie, one that leads back, or one with an unclassified end', () => {
  expect(roles('a>b b>c a>c', 'xyz', 1)).toEqual({})
  expect(roles('a>b b>a', 'xyz', 1)).toEqual({})
  expect(roles('a>b b>c', 'x-z', 1)).toEqual({})
  expect(roles('a>b b>c', 'xy-', 1)).toEqual({})
})

test('a direct tie the other way does not replace the broker', () => {
  expect(roles('a>b b>c c>a', 'xyz', 1)).toEqual({ liaison: 1 })
})

test('a broker of many is counted by each way: two in, two out, one pair tied directly', () => {
  // a, b (x) address c (y); c addresses d (y) and e (z). a>d is direct: left are b>c>d, a>c>e, b>c>e.
  expect(roles('a>c b>c c>d c>e a>d', 'xxyyz', 2)).toEqual({ gatekeeper: 1, liaison: 2 })
})

test('brokerage by triangles equals counting every way by hand, on a dense mixed network', () => {
  const drawing = 'a>b b>a a>c c>d d>a b>d d>b e>a a>e e>c c>e f>b b>f c>b f>e'
  const labels = 'xyxz-y'
  const network = drawnNetwork(drawing)
  const has = (from: number, to: number) =>
    drawing.includes(`${String.fromCharCode(97 + from)}>${String.fromCharCode(97 + to)}`)
  const found = brokerage(network, labelled(labels))
  const byHand = Object.fromEntries(BROKERAGE_ROLES.map((role) => [role, Array.from({ length: 6 }, () => 0)]))
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < 6; b++) {
      for (let c = 0; c < 6; c++) {
        const [x, y, z] = [labels[a], labels[b], labels[c]]
        if (a === c || !has(a, b) || !has(b, c) || has(a, c) || [x, y, z].includes('-')) continue
        const role =
          x === y
            ? y === z
              ? 'coordinator'
              : 'representative'
            : x === z
              ? 'itinerantBroker'
              : y === z
                ? 'gatekeeper'
                : 'liaison'
        byHand[role]![b]!++
      }
    }
  }
  expect(BROKERAGE_ROLES.map((role) => [...found[role]])).toEqual(BROKERAGE_ROLES.map((role) => byHand[role]))
})

test('mixing: a cell per ordered pair of parties, with what the degrees alone would give', () => {
  // Sent: x 3, y 1; received: x 2, y 2; four ties, of which c>e is not counted.
  const cells = mixing(drawnNetwork('a>b b>a a>c c>d c>e'), labelled('xxyy-'))!
  expect(
    cells.map(({ from, to, ties, expected, dyadReciprocity }) => [from, to, ties, expected, dyadReciprocity]),
  ).toEqual([
    ['x', 'x', 2, 1.5, 1],
    ['x', 'y', 1, 1.5, 0],
    ['y', 'x', 0, 0.5, 0],
    ['y', 'y', 1, 0.5, 0],
  ])
})

test('mixing: a cell says how many accounts stand on either end of its ties, each once', () => {
  // From x to y: a and b to c, d and e; a's three ties are one sender's. Back: c alone, to a.
  const cells = mixing(drawnNetwork('a>c a>d a>e b>c c>a f>a'), labelled('xxyyy-'))!
  expect(cells.map(({ from, to, ties, senders, receivers }) => [from, to, ties, senders, receivers])).toEqual([
    ['x', 'x', 0, 0, 0],
    ['x', 'y', 4, 2, 3],
    ['y', 'x', 1, 1, 1],
    ['y', 'y', 0, 0, 0],
  ])
})

test('mixing: shuffled labels never leave the interval where every labelling gives the same count', () => {
  // Two parties of one account each: whichever is x, one tie leads across in one direction or the other.
  const cells = mixing(drawnNetwork('a>b b>a'), labelled('xy'))!
  expect(cells.map((cell) => cell.expectedInterval)).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ])
})

test('mixing: the interval holds chance and not a network whose parties keep apart; the seed fixes it', () => {
  const apart = drawnNetwork('a>b b>c c>a a>c b>a c>b d>e e>f f>d d>f e>d f>e')
  const labels = labelled('xxxyyy')
  const [within] = mixing(apart, labels)!
  // Six accounts, half of each party: of 12 ties on average 12 x 6/30 lead from x to x; here 6 do.
  expect(within!.ties).toBe(6)
  expect(within!.expectedInterval[0]).toBeLessThanOrEqual(2.4)
  expect(within!.expectedInterval[1]).toBeGreaterThanOrEqual(2.4)
  expect(mixing(apart, labels, 4)).toEqual(mixing(apart, labels, 4))
})

test('a matrix of more parties than anybody reads is not made; assortativity needs none', () => {
  const accounts = MIXING_PARTIES_MAX + 1
  const ring = networkFromTies(
    accounts,
    Int32Array.from({ length: accounts }, (_, i) => i),
    Int32Array.from({ length: accounts }, (_, i) => (i + 1) % accounts),
  )
  const parties = partiesFromLabels(Array.from({ length: accounts }, (_, i) => `party ${i}`))
  expect(mixing(ring, parties)).toBeNull()
  // None of n ties within, 1 / n expected: -(1 / n) / (1 - 1 / n).
  expect(assortativity(ring, parties)).toBeCloseTo(-1 / (accounts - 1), 12)
})
