import { expect, test } from 'vitest'
import { benchmark, type Measurement } from './benchmark.ts'
import { median, resultOf, resultText } from './result.ts'

const run = (seconds: number, peakMegabytes: number): Measurement => ({
  seconds,
  cpuSeconds: seconds,
  peakMegabytes,
  work: 1000,
})

const weaving = benchmark({
  question: 'How fast is cloth woven?',
  unit: 'ells',
  prepare: () => Promise.resolve({ input: null }),
  contestants: {},
  comparisons: [
    { of: 'power loom', to: 'hand loom', by: 'seconds', atMost: 0.3 },
    { of: 'power loom', to: 'hand loom', by: 'peakMegabytes', atMost: 1 },
    { of: 'power loom', to: 'hand loom', by: 'cpuSeconds', atMost: null },
  ],
  limits: [{ of: 'power loom', by: 'peakMegabytes', atMost: 100 }],
})

const measurements = {
  'power loom': [run(1, 90), run(4, 100), run(2, 110)],
  'hand loom': [run(10, 50), run(8, 50), run(9, 50)],
}

test('the median is the middle one, or the mean of the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([7])).toBe(7)
})

test('a ratio is one of medians, with the lowest and highest within one repetition beside it', () => {
  const { ratios, limits } = resultOf('weaving', weaving, 1000, measurements)
  expect(ratios[0]).toMatchObject({ ratio: 2 / 9, range: [0.1, 0.5], isMet: true })
  expect(ratios[1]).toMatchObject({ ratio: 2, isMet: false })
  expect(ratios[2]).toMatchObject({ isMet: null })
  expect(limits).toEqual([{ of: 'power loom', by: 'peakMegabytes', atMost: 100, median: 100, isMet: true }])
})

test('the text says speed by units, and which aims are missed', () => {
  const text = resultText(resultOf('weaving', weaving, 1000, measurements))
  expect(text).toContain('power loom          500 ells/s  2.00 s, 2.00 s on processors, 100 MB')
  expect(text).toContain('power loom / hand loom, seconds: 0.22 (0.10 to 0.50), within 0.3')
  expect(text).toContain('power loom / hand loom, peakMegabytes: 2.00 (1.80 to 2.20), ABOVE 1')
})

test('a comparison with a contestant that is not there is an error', () => {
  expect(() => resultOf('weaving', weaving, 1000, { 'power loom': [run(1, 1)] })).toThrow('no contestant is called')
})
