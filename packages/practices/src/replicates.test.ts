import { expect, test } from 'vitest'
import { effectiveShare } from './estimators/effective-share.ts'
import { share } from './estimators/share.ts'
import { item } from './item.ts'
import { median } from './percentile.ts'
import { replicatesOf } from './replicates.ts'

const items = Array.from({ length: 40 }, (_, cluster) => item({ cluster, value: cluster % 2, group: cluster % 8 }))
const clusters = new Set(items.map(({ cluster }) => cluster))

test('replicates of an effective number lie around its value: uneven weights alone are no concentration', () => {
  const estimate = effectiveShare(items, 10)
  expect(estimate.value).toBeCloseTo(0.8, 12)
  const [values] = replicatesOf([{ id: 'any', estimates: [estimate], clusters }], 200, 'seed').get('any') ?? []
  expect(median(values ?? new Float64Array())).toBeCloseTo(0.8, 9)
})

test('indicators share the weights of conversations: two that count the same move together', () => {
  const estimates = [share(items)]
  const mirrored = [share(items.map((one) => ({ ...one, value: 1 - one.value })))]
  const drawn = replicatesOf(
    [
      { id: 'one', estimates, clusters },
      { id: 'other', estimates: mirrored, clusters },
    ],
    200,
    'seed',
  )
  const [one, other] = [drawn.get('one')?.[0], drawn.get('other')?.[0]] as [Float64Array, Float64Array]
  // Only their priors, one in 41 of the weight, are their own.
  expect(Math.max(...one.map((value, replicate) => Math.abs(value + other[replicate]! - 1)))).toBeLessThan(0.1)
  expect(Math.max(...one) - Math.min(...one)).toBeGreaterThan(0.3)
})
