import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreStrata } from './score-strata.ts'

test('even scores near one half are cut into fifths', () => {
  const scores = Float64Array.of(0.5, 0.504, 0.501, 0.509, 0.502, 0.503, 0.507, 0.508, 0.505, 0.506)
  expect([...scoreStrata(scores)]).toEqual([0, 2, 0, 4, 1, 1, 3, 4, 2, 3])
})

test('bounds lie where posts are in doubt: ninety sure noes share what ten doubtful posts take', () => {
  const sure = Array.from({ length: 90 }, (_, i) => i / 1e6)
  const doubtful = Array.from({ length: 10 }, (_, i) => 0.5 + i / 1e6)
  // Deviations 90 x 0.14 and 10 x 0.5 add up to 17.6: a fifth is 3.52, so 12.6 make strata 0 to 3, in part, and 5 the rest.
  const strata = [...scoreStrata(Float64Array.from([...sure, ...doubtful]))]
  expect(strata.slice(90)).toEqual([3, 3, 3, 4, 4, 4, 4, 4, 4, 4])
})

test('posts of one score share a stratum, and posts without one have their own', () => {
  expect([...scoreStrata(Float64Array.of(0.3, 0.3, Number.NaN, 0.3))]).toEqual([2, 2, 5, 2])
})

test('a higher score is never in a lower stratum, whatever the order of posts', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), fc.string(), (some, seed) => {
      const strata = scoreStrata(Float64Array.from(some))
      const byScore = some.map((score, i) => [score, strata[i]!] as const).sort((a, b) => a[0] - b[0])
      expect(byScore.map(([, stratum]) => stratum)).toEqual(byScore.map(([, stratum]) => stratum).sort((a, b) => a - b))
      const random = seededRandom(seed)
      const shuffled = some.map((score, i) => ({ score, i, at: random() })).sort((a, b) => a.at - b.at)
      const again = scoreStrata(Float64Array.from(shuffled, ({ score }) => score))
      shuffled.forEach(({ i }, place) => expect(again[place]).toBe(strata[i]))
    }),
  )
})
