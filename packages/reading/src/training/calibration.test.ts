import { expect, test } from 'vitest'
import { calibrate, calibrationError } from './calibration.ts'

test('log-odds that are twice too sure are halved', () => {
  // At log-odds 2 three of four are positive, where half of that, ln 3, would be told of them; at -2 one of four.
  const logOdds = [...Array<number>(400).fill(2), ...Array<number>(400).fill(-2)]
  const positive = [
    ...Array.from({ length: 400 }, (_, i) => i % 4 !== 0),
    ...Array.from({ length: 400 }, (_, i) => i % 4 === 0),
  ]
  const { slope, intercept } = calibrate(logOdds, positive)
  expect(slope).toBeCloseTo(Math.log(3) / 2, 2)
  expect(intercept).toBeCloseTo(0, 6)
})

test.each([1, 6, 40])(
  'posts told apart perfectly, at log-odds of ±%d, are as sure as one more post of either kind allows',
  (sure) => {
    const positive = Array.from({ length: 40 }, (_, i) => i % 2 === 0)
    const { slope, intercept } = calibrate(
      positive.map((is) => (is ? sure : -sure)),
      positive,
    )
    // 21 of 22 for the positives.
    expect(slope * sure + intercept).toBeCloseTo(Math.log(21), 4)
  },
)

test('calibration error is the distance of probabilities from shares, weighed by posts: 0.1 for half of them', () => {
  const of = (probability: number, positives: number) =>
    Array.from({ length: 10 }, (_, i) => ({ probability, positive: i < positives }))
  expect(calibrationError([...of(0.2, 2), ...of(0.7, 6)])).toBeCloseTo(0.05)
})
