import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { checkedQuarter, inclinedShare } from './checked-institution.test-data.ts'
import { checkedTotal } from './checked-total.ts'
import { checkedShare } from './estimators/checked-share.ts'
import { share } from './estimators/share.ts'
import { type Item, item } from './item.ts'
import { interval90 } from './percentile.ts'
import { replicatesOf } from './replicates.ts'

/** Conversations of 1 to 5 items whose success is shared within a conversation: 0.8 in some, 0.1 in the others. */
function drawItems(conversations: number, random: () => number): Item[] {
  return Array.from({ length: conversations }, (_, cluster) => {
    const rate = random() < 0.4 ? 0.8 : 0.1
    const size = 1 + Math.floor(random() * 5)
    return Array.from({ length: size }, () => item({ cluster, value: random() < rate ? 1 : 0 }))
  }).flat()
}

const TRUTH = 0.4 * 0.8 + 0.6 * 0.1

/** How many of 200 simulated quarters have the truth inside the interval, when items are grouped as told. */
function held(conversations: number, grouped: (items: Item[]) => Item[]): number {
  const random = seededRandom('interval coverage')
  let inside = 0
  for (let simulation = 0; simulation < 200; simulation++) {
    const items = grouped(drawItems(conversations, random))
    const estimate = share(items)
    const [values] = replicatesOf([{ id: 'any', estimates: [estimate] }], 400, `${simulation}`).get('any')!
    const [low, high] = interval90(values!)
    if (low <= TRUTH && TRUTH <= high) inside++
  }
  return inside / 200
}

test.each([30, 60])(
  'a 90 %% interval of a share over %i conversations holds the truth in 85 to 95 %% of quarters',
  (n) => {
    const share = held(n, (items) => items)
    expect(share).toBeGreaterThanOrEqual(0.85)
    expect(share).toBeLessThanOrEqual(0.95)
  },
)

test('resampling rows instead of conversations would claim too much', () => {
  expect(held(60, (items) => items.map((one, cluster) => ({ ...one, cluster })))).toBeLessThan(0.85)
})

test('0 of 30 is not certainty: the interval reaches to about 6 %', () => {
  const items = Array.from({ length: 30 }, (_, cluster) => item({ cluster, value: 0 }))
  const [values] = replicatesOf([{ id: 'any', estimates: [share(items)] }], 4000, 'zero').get('any')!
  const [low, high] = interval90(values!)
  // Jeffreys' 95th percentile for 0 of 30, Beta(0.5, 30.5), by scipy 1.11.
  expect(high).toBeCloseTo(0.0615, 2)
  expect(low).toBeLessThan(0.001)
})

const inclinations = [
  {
    institution: 'asks often in some of its threads',
    inclination: { conversations: 90, postsPerThreadMax: 3, often: 0.7, seldom: 0.1, shareOften: 0.3, unreadShare: 0 },
  },
  {
    institution: 'asks seldom',
    inclination: {
      conversations: 200,
      postsPerThreadMax: 1,
      often: 0.3,
      seldom: 0.02,
      shareOften: 0.2,
      unreadShare: 0,
    },
  },
  {
    institution: 'hardly ever asks',
    inclination: {
      conversations: 90,
      postsPerThreadMax: 3,
      often: 0.09,
      seldom: 0.01,
      shareOften: 0.25,
      unreadShare: 0,
    },
  },
  {
    institution: 'asks every other time',
    inclination: {
      conversations: 90,
      postsPerThreadMax: 3,
      often: 0.9,
      seldom: 0.3667,
      shareOften: 0.25,
      unreadShare: 0,
    },
  },
  {
    institution: 'is read by half',
    inclination: {
      conversations: 90,
      postsPerThreadMax: 3,
      often: 0.5,
      seldom: 0.1,
      shareOften: 0.3,
      unreadShare: 0.5,
    },
  },
]

test.each(inclinations)(
  'after a check of 100 posts the interval holds the inclination of an institution that $institution in 87 to 93 % of quarters',
  ({ inclination }) => {
    let inside = 0
    for (let run = 0; run < 1_000; run++) {
      const { posts, input } = checkedQuarter(inclination, 100, `checked ${run}`)
      const total = checkedTotal(posts, ['asks'], { input, conversationCluster: ({ conversation }) => conversation })
      const estimates = [checkedShare(total, Math.min(total.conversations, total.checked))]
      const resampled = [{ id: 'any', estimates }]
      const [low, high] = interval90(replicatesOf(resampled, 100, `${run}`).get('any')![0]!)
      if (low <= inclinedShare(inclination) && inclinedShare(inclination) <= high) inside++
    }
    expect(inside).toBeGreaterThanOrEqual(870)
    expect(inside).toBeLessThanOrEqual(930)
  },
  30_000,
)
