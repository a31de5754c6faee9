import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { shortestWaySample } from './account-measures.ts'
import { betweenness } from './betweenness.ts'
import { betweennessCentralization } from './betweenness-centralization.ts'
import { closeness, closenessErrorBound } from './closeness.ts'
import { harmonic } from './harmonic.ts'
import { inwardDistances } from './inward-distances.ts'
import { networkFromTies } from './network.ts'

function randomNetwork(accounts: number, rows: number, seed: number) {
  const random = seededRandom(seed)
  const ends = () => Array.from({ length: rows }, () => Math.floor(random() * accounts))
  return networkFromTies(accounts, ends(), ends())
}

const network = randomNetwork(400, 4000, 5)
const sampling = { exactStepsMax: 1, sampledSteps: 150 * network.ties, seed: 3 }
const exact = betweenness(network)

/** The largest difference between two sets of values. */
function furthest(one: Float64Array, other: Float64Array): number {
  return one.reduce((most, value, account) => Math.max(most, Math.abs(value - other[account]!)), 0)
}

test('above the limit sources are sampled, and the values stay within the stated bound', () => {
  const sampled = betweenness(network, sampling)
  expect(sampled.sampled).toMatchObject({ sources: 150, seed: 3 })
  // sqrt(ln(2 x 400 / 0.05) / (2 x 150)), for sources other than the account itself.
  expect(sampled.sampled!.errorBound).toBeCloseTo(Math.sqrt(Math.log(16_000) / 300) * (400 / 399), 12)
  expect(furthest(sampled.values, exact.values)).toBeGreaterThan(0)
  expect(furthest(sampled.values, exact.values)).toBeLessThan(sampled.sampled!.errorBound)
})

test('sampled values are not off to one side: over many seeds their sum is that of the exact ones', () => {
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
  const seeds = Array.from({ length: 40 }, (_, seed) => seed)
  const sampled = seeds.map((seed) => sum(betweenness(network, { ...sampling, seed }).values))
  const mean = sampled.reduce((all, one) => all + one, 0) / seeds.length
  expect(Math.abs(mean / sum(exact.values) - 1)).toBeLessThan(0.01)
})

test('a limit that still affords every source gives the exact values', () => {
  expect(betweenness(network, { exactStepsMax: 1 })).toEqual(exact)
})

test('fewer than a hundred sources are not worth stating', () => {
  expect(betweenness(network, { exactStepsMax: 1, sampledSteps: 1 }).sampled?.sources).toBe(100)
})

test('the same seed gives the same sample, another seed another', () => {
  const one = inwardDistances(network, { ...sampling, seed: 1 })
  expect(inwardDistances(network, { ...sampling, seed: 1 })).toEqual(one)
  expect(inwardDistances(network, { ...sampling, seed: 2 })).not.toEqual(one)
})

test('sampled harmonic closeness stays within its bound', () => {
  const sampled = inwardDistances(network, sampling)
  const apart = furthest(harmonic(sampled), harmonic(inwardDistances(network)))
  expect(apart).toBeGreaterThan(0)
  expect(apart).toBeLessThan(sampled.sampled!.errorBound * 400)
})

test('centralization is not claimed from sampled values', () => {
  expect(betweennessCentralization(network, betweenness(network, sampling))).toBeNull()
  expect(betweennessCentralization(network, exact)).toBeGreaterThan(0)
})

test('betweenness, closeness and harmonic closeness stay within their bounds in at least 95 of 100 seeds', () => {
  const distances = inwardDistances(network)
  const [exactCloseness, exactHarmonic] = [closeness(distances), harmonic(distances)]
  const held = { betweenness: 0, closeness: 0, harmonic: 0 }
  for (let seed = 0; seed < 100; seed++) {
    const between = betweenness(network, { ...sampling, seed })
    const sampled = inwardDistances(network, { ...sampling, seed })
    const bounds = shortestWaySample(network, between, sampled)!
    if (furthest(between.values, exact.values) <= bounds.betweennessErrorBound) held.betweenness++
    if (furthest(closeness(sampled), exactCloseness) <= bounds.closenessErrorBound) held.closeness++
    if (furthest(harmonic(sampled), exactHarmonic) <= bounds.harmonicErrorBound) held.harmonic++
  }
  expect(Math.min(...Object.values(held))).toBeGreaterThanOrEqual(95)
})

test('closeness is known the better, the more sources there are', () => {
  const bound = (sources: number) =>
    closenessErrorBound(network, inwardDistances(network, { ...sampling, sampledSteps: sources * network.ties }))!
  expect(bound(399)).toBeLessThan(bound(100))
  expect(bound(100)).toBeLessThanOrEqual(1)
  expect(closenessErrorBound(network, inwardDistances(network))).toBeNull()
})
