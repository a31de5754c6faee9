import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BAR_SIZE, barSvg } from './bar-svg.ts'
import { TREND_SIZE, trendSvg } from './trend-svg.ts'

const INK = '#17566b'

test('a score of 50 draws a bar over half the scale, its interval behind it from 40 to 60', () => {
  const svg = barSvg({ score: 50, range: [40, 60] }, INK)
  expect(svg).toContain(`<rect y="3.2" width="80" height="2.6" fill="${INK}"/>`)
  expect(svg).toContain('<rect x="64" y="1" width="32" height="7"')
})

test('ticks stand where the bands begin: 20, 40, 60 and 80', () => {
  const ticks = [...barSvg({ score: 1, range: null }, INK).matchAll(/M([\d.]+) 1V10/g)].map((match) => Number(match[1]))
  expect(ticks).toEqual([32, 64, 96, 128])
})

test('a range is framed and hatched, and has no bar', () => {
  const svg = barSvg({ score: null, range: [25, 75] }, INK)
  expect(svg).toContain('M40 1.4H120V7.6H40Z')
  expect(svg).not.toContain('height="2.6"')
})

test('a range of nothing at the very end of the scale is still drawn, inside the picture', () => {
  expect(barSvg({ score: null, range: [100, 100] }, INK)).toContain('M158.1 1.4H159.6V7.6H158.1Z')
})

test('no stroke of a hatched range leaves its frame', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (a, b) => {
      const svg = barSvg({ score: null, range: [Math.min(a, b), Math.max(a, b)] }, INK)
      const [, left, right] = /M([\d.]+) 1.4H([\d.]+)/.exec(svg)?.map(Number) ?? []
      for (const [, x, y] of svg.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)(?=[ML"])/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual((left ?? Number.NaN) - 0.02)
        expect(Number(x)).toBeLessThanOrEqual((right ?? Number.NaN) + 0.02)
        expect(Number(y)).toBeGreaterThanOrEqual(1.39)
        expect(Number(y)).toBeLessThanOrEqual(7.61)
      }
      expect(left).toBeLessThan(right ?? Number.NaN)
      expect(right).toBeLessThanOrEqual(BAR_SIZE.width)
    }),
    { seed: 100 },
  )
})

test('a trend joins neighbours, leaves a gap where no score is, and stands ranges upright', () => {
  const point = (score: number | null, range: [number, number] | null = null) => ({ score, range })
  const svg = trendSvg([point(10), point(20), point(null), point(40), point(null, [20, 60])], INK)
  expect(svg.match(/<circle/g)).toHaveLength(3)
  expect(svg.match(/L[\d.]+ [\d.]+" stroke/g)).toHaveLength(1)
  expect(svg.match(/width="3.6"/g)).toHaveLength(1)
  expect(svg.match(/v2.4/g)).toHaveLength(5)
})

test('the newest quarter stands at the right edge whether there are 2 quarters or 8', () => {
  for (const count of [2, 8]) {
    const svg = trendSvg(
      Array.from({ length: count }, () => ({ score: 50, range: null })),
      INK,
    )
    expect(svg).toContain(`cx="${TREND_SIZE.width - 3}" cy="15" r="2"`)
  }
})
