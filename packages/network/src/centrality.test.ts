import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { betweenness } from './betweenness.ts'
import { closeness } from './closeness.ts'
import { core } from './core.ts'
import { degree } from './degree.ts'
import { drawnNetwork } from './drawn-network.ts'
import { eigenvector } from './eigenvector.ts'
import { harmonic } from './harmonic.ts'
import { hits } from './hits.ts'
import { inwardDistances } from './inward-distances.ts'
import { networkFromTies } from './network.ts'
import { pageRank } from './page-rank.ts'
import { strength } from './strength.ts'

const rounded = (values: ArrayLike<number> | null) => values && Array.from(values, (value) => Number(value.toFixed(9)))

test('degree counts accounts, strength interactions', () => {
  const network = drawnNetwork('a>b:4 a>c:2 c>b:1 d')
  expect(degree(network)).toEqual({ in: Float64Array.of(0, 2, 1, 0), out: Float64Array.of(2, 0, 1, 0) })
  expect(strength(network)).toEqual({ in: Float64Array.of(0, 5, 2, 0), out: Float64Array.of(6, 0, 1, 0) })
})

test('PageRank of a ring is the same for all', () => {
  expect(rounded(pageRank(drawnNetwork('a>b b>c c>d d>a')))).toEqual([0.25, 0.25, 0.25, 0.25])
})

test('PageRank of one tie: b keeps what a passes on, and hands its own to both', () => {
  // a = 0.15/2 + 0.85 b/2 and b = a + 0.85 a, summing to 1.
  expect(rounded(pageRank(drawnNetwork('a>b')))).toEqual([0.350877193, 0.649122807])
})

test('PageRank follows weights: three quarters of what a passes on reach b', () => {
  const [a, b, c] = pageRank(drawnNetwork('a>b:3 a>c:1 b>a c>a'))
  expect(b! - 0.05).toBeCloseTo(0.85 * 0.75 * a!, 9)
  expect(c! - 0.05).toBeCloseTo(0.85 * 0.25 * a!, 9)
})

test('PageRank in blocks of accounts, as large networks are taken, is the same', () => {
  const random = seededRandom('blocks')
  const ends = () => Array.from({ length: 300 }, () => Math.floor(60 * random() ** 2))
  const network = networkFromTies(60, ends(), ends())
  const whole = rounded(pageRank(network))
  for (const blockAccounts of [60, 30, 7, 1]) expect(rounded(pageRank(network, blockAccounts))).toEqual(whole)
})

test('PageRank of two who keep to themselves in a large network holds to six digits', () => {
  const ring = 150_000
  const to = Array.from({ length: ring }, (_, account) => (account + 1) % ring)
  const [a, b] = [ring, ring + 1]
  const rank = pageRank(networkFromTies(ring + 2, [...to.keys(), a, b, 0], [...to, b, a, a]))
  const toEach = rank[2]! - 0.85 * rank[1]!
  expect((toEach + 0.85 * (rank[b]! + rank[0]! / 2)) / rank[a]!).toBeCloseTo(1, 7)
  // From both equations: a (1 - 0.85^2) = toEach (1 + 0.85) + 0.85 x half of what account 0 hands on.
  expect((toEach * 1.85 + (0.85 * rank[0]!) / 2) / (1 - 0.85 ** 2) / rank[a]!).toBeCloseTo(1, 6)
})

test('PageRank without ties is shared alike, and of nobody is empty', () => {
  expect(rounded(pageRank(drawnNetwork('d')))).toEqual([0.25, 0.25, 0.25, 0.25])
  expect(pageRank(networkFromTies(0, [], []))).toHaveLength(0)
})

test('betweenness of a chain: the middle lies on one of two ordered pairs', () => {
  expect(betweenness(drawnNetwork('a>b b>c'))).toEqual({
    values: Float64Array.of(0, 1 / 2, 0),
    sampled: null,
  })
})

test('betweenness of a star both ways: all six ways lead through the centre', () => {
  expect([...betweenness(drawnNetwork('a>b b>a a>c c>a a>d d>a')).values]).toEqual([1, 0, 0, 0])
})

test('betweenness shares a pair between its equally short ways', () => {
  expect(rounded(betweenness(drawnNetwork('a>b a>c b>d c>d')).values)).toEqual([
    0,
    rounded([1 / 12])![0],
    rounded([1 / 12])![0],
    0,
  ])
})

test('closeness of a chain: c is reached from 1 and 2 away, a by nobody', () => {
  expect(rounded(closeness(inwardDistances(drawnNetwork('a>b b>c'))))).toEqual([0, 0.5, rounded([2 / 3])![0]])
})

test('closeness counts how many reach an account: one of three others, next to it, is a third', () => {
  expect(rounded(closeness(inwardDistances(drawnNetwork('a>b d'))))).toEqual([0, rounded([1 / 3])![0], 0, 0])
})

test('harmonic closeness of a chain: 1 + 1/2 + 1/3 at its end', () => {
  expect(rounded(harmonic(inwardDistances(drawnNetwork('a>b b>c c>d'))))).toEqual([0, 1, 1.5, rounded([11 / 6])![0]])
})

test('eigenvector of a ring is the same for all; of a chain networkx gives up, and so do we', () => {
  expect(rounded(eigenvector(drawnNetwork('a>b b>c c>d d>a')))).toEqual([0.5, 0.5, 0.5, 0.5])
  expect(eigenvector(drawnNetwork('a>b b>c'))).toBeNull()
})

test('eigenvector by hand: a is addressed by b and c, b by a, c by b, so that each is worth a power of x^3 = x + 1', () => {
  const found = eigenvector(drawnNetwork('a>b b>a b>c c>a'))!
  const x = 1.324717957
  // To the digits at which networkx stops.
  expect(found[0]! / found[1]!).toBeCloseTo(x, 4)
  expect(found[1]! / found[2]!).toBeCloseTo(x, 4)
})

test('hubs and authorities of two who address one: both are hubs by weight, one is the authority', () => {
  const found = hits(drawnNetwork('a>c:3 b>c:1'))
  expect(rounded(found!.hub)).toEqual([0.75, 0.25, 0])
  expect(rounded(found!.authority)).toEqual([0, 0, 1])
})

test('hubs and authorities by hand: c is addressed by both, so that values stand in the golden ratio', () => {
  // Authorities are b = hub a and c = hub a + hub d, hubs a = b + c and d = c: c / b = (1 + sqrt 5) / 2.
  const found = hits(drawnNetwork('a>b a>c d>c'))
  expect(rounded(found!.authority)).toEqual([0, 0.381966011, 0.618033989, 0])
  expect(rounded(found!.hub)).toEqual([0.618033989, 0, 0, 0.381966011])
})

test('without ties there are neither hubs nor authorities', () => {
  expect(hits(drawnNetwork('c'))).toBeNull()
})

test('core: a triangle with a tail and an isolate; direction and answers do not matter', () => {
  expect([...core(drawnNetwork('a>b b>c c>a a>c c>d e'))]).toEqual([2, 2, 2, 1, 0])
})
