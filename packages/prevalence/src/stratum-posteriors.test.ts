import { expect, test } from 'vitest'
import { stratumPosteriors } from './stratum-posteriors.ts'

test('what each checked post adds to its stratum, on top of what was believed before', () => {
  // Two scores, so two strata; three of four posts checked in each.
  const scores = Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9)
  const checked = [
    { place: 0, positive: false, samplingWeight: 1 },
    { place: 1, positive: true, samplingWeight: 2 },
    { place: 2, positive: false, samplingWeight: 1 },
    { place: 4, positive: true, samplingWeight: 2 },
    { place: 5, positive: true, samplingWeight: 1 },
    { place: 6, positive: false, samplingWeight: 1 },
  ]
  const { stratumOf, strata, prior, evidence } = stratumPosteriors(scores, checked)
  const added = (positive: boolean, stratum: number) =>
    checked.reduce((sum, post, i) => {
      const isMeant = post.positive === positive && stratumOf[post.place] === stratum
      return sum + (isMeant ? evidence[i]! : 0)
    }, 0)
  for (const stratum of [stratumOf[0]!, stratumOf[4]!]) {
    expect(strata[stratum]?.alpha).toBeCloseTo(prior.alpha + added(true, stratum), 12)
    expect(strata[stratum]?.beta).toBeCloseTo(prior.beta + added(false, stratum), 12)
  }
  // Weights 1, 1 and 2 are worth 4^2 / 6 posts, by weight.
  expect([...evidence].map((worth) => Math.round(1e6 * worth) / 1e6)).toEqual(
    [2 / 3, 4 / 3, 2 / 3, 4 / 3, 2 / 3, 2 / 3].map((worth) => Math.round(1e6 * worth) / 1e6),
  )
})
