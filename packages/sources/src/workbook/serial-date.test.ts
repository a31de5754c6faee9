import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentText, useOfFormat } from './serial-date.ts'

test.each([
  ['43831', 1900, '2020-01-01'],
  ['43831.5', 1900, '2020-01-01T12:00:00'],
  ['43831.509456018517', 1900, '2020-01-01T12:13:37'],
  ['42369', 1904, '2020-01-01'],
  ['0.75', 1900, '18:00:00'],
  // The day that 1900 did not have is between these two.
  ['59', 1900, '1900-02-28'],
  ['61', 1900, '1900-03-01'],
  ['-1', 1900, '-1'],
  ['2958466', 1900, '2958466'],
] as const)('day %s of a book that counts from %i is %s', (serial, epoch, text) => {
  expect(momentText(serial, epoch)).toBe(text)
})

test.each([
  ['General', 'number'],
  ['0.00E+00', 'number'],
  ['#,##0.00 [$€-407]', 'number'],
  ['"days" 0', 'number'],
  ['[h]:mm:ss', 'number'],
  ['@', 'number'],
  ['yyyy\\-mm\\-dd', 'moment'],
  ['[$-409]m/d/yy h:mm AM/PM;@', 'moment'],
  ['mm:ss.0', 'moment'],
])('a cell of the format %s holds a %s', (code, use) => {
  expect(useOfFormat(code)).toBe(use)
})

test('any second from 1970 to 2100 is read back from the number of days that stands for it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 86_400, max: 4_102_444_800 }), (seconds) => {
      fc.pre(seconds % 86_400 !== 0)
      const text = momentText(String(25_569 + seconds / 86_400), 1900)
      expect(Date.parse(`${text}Z`)).toBe(seconds * 1000)
    }),
  )
})
