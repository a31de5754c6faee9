import { expect, test } from 'vitest'
import { ACCENT_COLOR_DEFAULT, readAccentColor, UnusableAccentColor } from './accent-color.ts'

test('dark colours pass as they are', () => {
  expect(readAccentColor(ACCENT_COLOR_DEFAULT)).toBe(ACCENT_COLOR_DEFAULT)
  expect(readAccentColor('#000000')).toBe('#000000')
})

test('#767676 is the palest grey that reads on white (4.54 : 1), #777777 is too pale (4.48 : 1)', () => {
  expect(readAccentColor('#767676')).toBe('#767676')
  expect(() => readAccentColor('#777777')).toThrow(/4\.5 : 1/)
})

test('what is no colour is refused, also when it would be markup', () => {
  for (const text of ['red', '#fff', '#12345g', '"/><script>'])
    expect(() => readAccentColor(text)).toThrow(UnusableAccentColor)
})
