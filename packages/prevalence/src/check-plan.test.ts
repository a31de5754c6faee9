import { SIGNALS } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { whatCheckingBuys } from './check-plan.ts'
import { drawCheck } from './check-sample.ts'
import { type InventedOrganization, inventedOrganization } from './invented-organization.test-data.ts'
import { type ShareInput, shareOfPosts } from './share-of-posts.ts'

const input: ShareInput = {
  scores: Float64Array.from({ length: 400 }, (_, i) => (i % 100) / 100),
  checked: Array.from({ length: 100 }, (_, i) => ({ place: 4 * i, positive: i % 3 === 0, samplingWeight: 4 })),
  picked: 'check',
  threshold: 0.5,
  rates: [{ truePositiveRate: 0.8, falsePositiveRate: 0.2 }],
  seed: 'plan',
}

/** A check of so many posts of an invented organization, for one signal. */
function checkOf({ posts, truths }: InventedOrganization, i: number, size: number, seed: string): ShareInput {
  return {
    ...input,
    scores: Float64Array.from(posts, ({ scores }) => scores?.[SIGNALS[i]!] ?? Number.NaN),
    rates: [],
    checked: drawCheck(posts, size, seed).map(({ id, inclusionProbability }) => ({
      place: Number(id),
      positive: truths[i]![Number(id)]!,
      samplingWeight: 1 / inclusionProbability,
    })),
  }
}

test('each further post narrows, and checking all leaves nothing open', () => {
  const plan = whatCheckingBuys(input, [40, 100, 300, 1000])
  expect(plan.map(({ checked }) => checked)).toEqual([100, 140, 200, 400, 400])
  const widths = plan.map(({ halfWidth }) => halfWidth)
  expect(widths).toEqual([...widths].sort((a, b) => b - a))
  expect(widths[3]).toBe(0)
  expect(widths[4]).toBe(0)
})

test('before any check the width is half of the range, and a hundred posts make it a few points', () => {
  const [now, checked] = whatCheckingBuys({ ...input, checked: [] }, [100])
  // Half are labelled: between (0.5 - 0.2) / 0.8 = 37.5 % and 0.5 / 0.8 = 62.5 %.
  expect(now!.checked).toBe(0)
  expect(now!.halfWidth).toBeCloseTo(12.5)
  expect(checked!.halfWidth).toBeGreaterThan(2)
  expect(checked!.halfWidth).toBeLessThan(10)
})

test('what was said to be bought is what is got: planned at 50 and at 100 posts, on average within half a point', () => {
  const errors = SIGNALS.map((): [number, number] => [0, 0])
  const organizations = 12
  for (let number = 0; number < organizations; number++) {
    const organization = inventedOrganization(number % 2 === 0 ? 300 : 900, `plan ${number}`)
    SIGNALS.forEach((_, i) => {
      const of = (size: number) => checkOf(organization, i, size, `${number}`)
      ;[100, 160].forEach((size, step) => {
        const { interval } = shareOfPosts(of(size))
        const planned = whatCheckingBuys(of(step === 0 ? 50 : 100), [step === 0 ? 50 : 60])[1]!.halfWidth
        errors[i]![step]! += (planned - 50 * (interval[1] - interval[0])) / organizations
      })
    })
  }
  for (const [early, late] of errors) {
    expect(Math.abs(early)).toBeLessThan(1)
    expect(Math.abs(late)).toBeLessThan(0.5)
  }
})

test('before any check, what a check buys is rather said too wide than too narrow', () => {
  for (let number = 0; number < 6; number++) {
    const organization = inventedOrganization(600, `before ${number}`)
    SIGNALS.forEach((_, i) => {
      const { interval } = shareOfPosts(checkOf(organization, i, 100, `${number}`))
      const planned = whatCheckingBuys(checkOf(organization, i, 0, `${number}`), [100])[1]!.halfWidth
      expect(planned).toBeGreaterThan(50 * (interval[1] - interval[0]) - 1.5)
    })
  }
})
