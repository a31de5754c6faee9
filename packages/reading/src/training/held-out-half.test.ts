import { expect, test } from 'vitest'
import { isHeldOut } from './held-out-half.ts'

test('copies that differ in case, spaces and punctuation fall on one side', () => {
  for (const text of ['Doors open at seven', 'Nobody came', 'A long way to go']) {
    expect(isHeldOut(`  ${text.toUpperCase()}!! `)).toBe(isHeldOut(text))
  }
})

test('about half of many texts are held out', () => {
  const held = Array.from({ length: 1000 }, (_, i) => `post number ${i}`).filter(isHeldOut).length
  expect(held).toBeGreaterThan(450)
  expect(held).toBeLessThan(550)
})
