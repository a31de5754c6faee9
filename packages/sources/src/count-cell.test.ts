import { expect, test } from 'vitest'
import { WrongCell } from './cell.ts'
import { readCount } from './count-cell.ts'

test.each([
  ['0', 0],
  ['7767.0', 7767],
  ['12.000000', 12],
  ['2345.000', 2345],
  ['1,200', 1200],
  ['12,345,678', 12345678],
  [' 42 ', 42],
  ['1\u00a0200', 1200],
  ['-', null],
  ['', null],
  ['NA', null],
] as const)('%j is %j', (cell, count) => {
  expect(readCount('likes', cell)).toBe(count)
})

test('with a decimal comma points set groups apart', () => {
  expect(readCount('likes', '2.345', 'comma')).toBe(2345)
  expect(readCount('likes', '2345,0', 'comma')).toBe(2345)
})

test.each(['2.5', '1.000', '1.234', '6.5%', '1,20', '-3', '1e3', 'many', '99999999999999999999'])(
  '%j is no count',
  (cell) => {
    expect(() => readCount('likes', cell)).toThrow(WrongCell)
  },
)
