import { expect, test } from 'vitest'
import { accountReciprocity } from './account-reciprocity.ts'
import { arcReciprocity } from './arc-reciprocity.ts'
import { density } from './density.ts'
import { drawnNetwork } from './drawn-network.ts'
import { dyadReciprocity } from './dyad-reciprocity.ts'
import { rho } from './rho.ts'
import { weightedReciprocity } from './weighted-reciprocity.ts'

const answeredOnce = drawnNetwork('a>b:4 b>a:1 a>c:5')

test('arc reciprocity: two of three ties are returned', () => {
  expect(arcReciprocity(answeredOnce)).toBe(2 / 3)
})

test('dyad reciprocity: one of two connected pairs is mutual', () => {
  expect(dyadReciprocity(answeredOnce)).toBe(1 / 2)
})

test('density: three of six possible ties', () => {
  expect(density(answeredOnce)).toBe(1 / 2)
})

test('rho: (2/3 - 1/2) / (1 - 1/2), a third of the way from chance to full', () => {
  expect(rho(answeredOnce)).toBeCloseTo(1 / 3, 12)
})

test('weighted reciprocity: one interaction of each side is matched, of ten', () => {
  expect(weightedReciprocity(answeredOnce)).toBe(2 / 10)
})

test('account reciprocity: a returns 2 of 3 tie ends, b all, c none, d has none', () => {
  expect(accountReciprocity(drawnNetwork('a>b b>a a>c d'))).toEqual([2 / 3, 1, 0, null])
})

test('a chain without answers is as far below chance as its density allows', () => {
  const chain = drawnNetwork('a>b b>c')
  expect(arcReciprocity(chain)).toBe(0)
  expect(rho(chain)).toBeCloseTo(-(1 / 3) / (2 / 3), 12)
})

test('where everybody addresses everybody, rho has no value', () => {
  expect(rho(drawnNetwork('a>b b>a'))).toBeNull()
})

test.each([
  ['arc reciprocity', arcReciprocity],
  ['dyad reciprocity', dyadReciprocity],
  ['weighted reciprocity', weightedReciprocity],
  ['rho', rho],
])('without ties there is no %s, rather than a low one', (_, measure) => {
  expect(measure(drawnNetwork('c'))).toBeNull()
})

test('one account alone has no density', () => {
  expect(density(drawnNetwork('a'))).toBeNull()
  expect(density(drawnNetwork('b'))).toBe(0)
})
