import { expect, test } from 'vitest'
import { effectiveShare } from './estimators/effective-share.ts'
import { share } from './estimators/share.ts'
import { item } from './item.ts'
import { interval90, median } from './percentile.ts'
import { replicatesOf } from './replicates.ts'

const items = Array.from({ length: 40 }, (_, cluster) => item({ cluster, value: cluster % 2, group: cluster % 8 }))

test('replicates of an effective number lie around its value: uneven weights alone are no concentration', () => {
  const estimate = effectiveShare(items, 10)
  expect(estimate.value).toBeCloseTo(0.8, 12)
  const [values] = replicatesOf([{ id: 'any', estimates: [estimate] }], 200, 'seed').get('any') ?? []
  expect(median(values ?? new Float64Array())).toBeCloseTo(0.8, 9)
})

test('indicators share the weights of conversations: two that count the same move together', () => {
  const estimates = [share(items)]
  const mirrored = [share(items.map((one) => ({ ...one, value: 1 - one.value })))]
  const drawn = replicatesOf(
    [
      { id: 'one', estimates },
      { id: 'other', estimates: mirrored },
    ],
    200,
    'seed',
  )
  const [one, other] = [drawn.get('one')?.[0], drawn.get('other')?.[0]] as [Float64Array, Float64Array]
  // Only their priors, one in 41 of the weight, are their own.
  expect(Math.max(...one.map((value, replicate) => Math.abs(value + other[replicate]! - 1)))).toBeLessThan(0.1)
  expect(Math.max(...one) - Math.min(...one)).toBeGreaterThan(0.3)
})

const many = Array.from({ length: 30_000 }, (_, cluster) =>
  item({ cluster: 3 * cluster, value: cluster % 10 === 0 ? 1 : 0 }),
)

test('very many conversations are weighed in random groups: the interval is as wide as that of each by itself', () => {
  const [values] = replicatesOf([{ id: 'any', estimates: [share(many)] }], 2_000, 'seed').get('any')!
  const [low, high] = interval90(values!)
  // A binomial share of 0.1 of 30,000: ±1.6449 standard errors. Two hundredths of error each from groups and replicates.
  const expected = 2 * 1.6449 * Math.sqrt((0.1 * 0.9) / 30_000)
  expect((high - low) / expected).toBeGreaterThan(0.92)
  expect((high - low) / expected).toBeLessThan(1.08)
})

test('what one of very many conversations weighs has nothing to do with other indicators', () => {
  const [alone] = replicatesOf([{ id: 'one', estimates: [share(many)] }], 20, 'seed').get('one')!
  const other = share(many.map((one) => ({ ...one, value: one.cluster % 7 })))
  const resampled = [
    { id: 'one', estimates: [share(many)] },
    { id: 'other', estimates: [other] },
  ]
  const [beside] = replicatesOf(resampled, 20, 'seed').get('one')!
  beside!.forEach((value, replicate) => expect(value).toBeCloseTo(alone![replicate]!, 12))
})
