import { expect, test } from 'vitest'
import { betweenness } from './betweenness.ts'
import { betweennessCentralization } from './betweenness-centralization.ts'
import { clustering } from './clustering.ts'
import { connectedPairs } from './connected-pairs.ts'
import { constraint } from './constraint.ts'
import { degreeCentralization } from './degree-centralization.ts'
import { drawnNetwork } from './drawn-network.ts'
import { hubDependence } from './hub-dependence.ts'
import { networkFromTies } from './network.ts'
import { strongComponents } from './strong-components.ts'
import { forEachTriangle } from './triangles.ts'
import { weakComponents } from './weak-components.ts'

test('connected pairs: each pair once from either side, with its direction and way back', () => {
  const pairs = connectedPairs(drawnNetwork('a>b b>a c>a'))
  expect(pairs.pairs).toBe(2)
  expect([...pairs.start]).toEqual([0, 2, 3, 4])
  expect([...pairs.neighbour]).toEqual([1, 2, 0, 0])
  expect([...pairs.direction]).toEqual([3, 2, 3, 1])
  expect([...pairs.back]).toEqual([2, 3, 0, 1])
})

test('two triangles that share a side are each visited once', () => {
  const seen: string[] = []
  const pairs = connectedPairs(drawnNetwork('a>b b>c c>a c>d d>b'))
  forEachTriangle(pairs, (a, b, c, ab, bc, ac) => {
    seen.push(Int32Array.of(a, b, c).toSorted().join(''))
    expect([pairs.neighbour[ab], pairs.neighbour[bc], pairs.neighbour[ac]]).toEqual([b, c, c])
  })
  expect(seen.toSorted()).toEqual(['012', '123'])
})

test('clustering: a one-way triangle holds 1 of the 2 directed triangles its ties allow', () => {
  expect([...clustering(drawnNetwork('a>b b>c c>a'))]).toEqual([0.5, 0.5, 0.5])
})

test('clustering: a triangle both ways is complete; a chain has none', () => {
  expect([...clustering(drawnNetwork('a>b b>a b>c c>b a>c c>a'))]).toEqual([1, 1, 1])
  expect([...clustering(drawnNetwork('a>b b>c'))]).toEqual([0, 0, 0])
})

test('constraint: one contact constrains fully, two strangers half each, an isolate has no value', () => {
  // b: (1/2)^2 + (1/2)^2; a and c: 1^2 each.
  expect(constraint(drawnNetwork('a>b b>c d'))).toEqual([1, 0.5, 1, null])
})

test('constraint: in a triangle each contact leads back to the other', () => {
  // Each: 2 x (1/2 + 1/2 x 1/2)^2.
  expect(constraint(drawnNetwork('a>b b>c c>a'))).toEqual([1.125, 1.125, 1.125])
})

test('constraint goes by interactions, both ways together: b gives three quarters to a', () => {
  expect(constraint(drawnNetwork('a>b:2 b>a:1 b>c:1'))[1]).toBe(0.75 ** 2 + 0.25 ** 2)
})

test('a star both ways is fully centralised, a ring not at all', () => {
  const star = drawnNetwork('a>b b>a a>c c>a a>d d>a')
  const ring = drawnNetwork('a>b b>c c>d d>a')
  expect(degreeCentralization(star)).toBe(1)
  expect(degreeCentralization(ring)).toBe(0)
  expect(betweennessCentralization(star, betweenness(star))).toBe(1)
  expect(betweennessCentralization(ring, betweenness(ring))).toBeCloseTo(0, 12)
})

test('a star one way is half centralised by degree, and nothing passes through it', () => {
  // Degrees 3, 1, 1, 1 of at most 6, 2, 2, 2.
  const star = drawnNetwork('a>b a>c a>d')
  expect(degreeCentralization(star)).toBe(0.5)
  expect(betweennessCentralization(star, betweenness(star))).toBe(0)
})

test('two accounts, and accounts without ties, have no centralization', () => {
  const pair = drawnNetwork('a>b')
  expect(degreeCentralization(pair)).toBeNull()
  expect(betweennessCentralization(pair, betweenness(pair))).toBeNull()
  expect(degreeCentralization(drawnNetwork('d'))).toBeNull()
})

test('weak components ignore direction and count isolates', () => {
  const { of, sizes } = weakComponents(drawnNetwork('c>a c>d b>e f'))
  expect([...of]).toEqual([0, 1, 0, 0, 1, 2])
  expect([...sizes]).toEqual([3, 2, 1])
})

test('strong components: a ring with a tail in and a tail out', () => {
  const { of, sizes } = strongComponents(drawnNetwork('a>b b>c c>d d>b d>e'))
  expect([...of]).toEqual([0, 1, 1, 1, 2])
  expect([...sizes]).toEqual([1, 3, 1])
})

test('a ring of a hundred thousand does not exhaust the stack', () => {
  const accounts = Array.from({ length: 100_000 }, (_, account) => account)
  const ring = networkFromTies(
    accounts.length,
    accounts,
    accounts.map((account) => (account + 1) % accounts.length),
  )
  expect([...strongComponents(ring).sizes]).toEqual([100_000])
  expect([...weakComponents(ring).sizes]).toEqual([100_000])
})

const isA = (account: number) => account === 0

test('hub dependence: without its hub a star of five is single accounts', () => {
  expect(hubDependence(drawnNetwork('a>b a>c d>a e>a'), isA)).toBeCloseTo(1 - 1 / 5, 12)
})

test('hub dependence: a ring of four others stays whole without the hub', () => {
  expect(hubDependence(drawnNetwork('a>b b>c c>d d>e e>b'), isA)).toBeCloseTo(1 - 4 / 5, 12)
})

test('hub dependence has no value without ties, or with no owned account to take out', () => {
  expect(hubDependence(drawnNetwork('c'), isA)).toBeNull()
  expect(hubDependence(drawnNetwork('a>b'), () => false)).toBeNull()
})
