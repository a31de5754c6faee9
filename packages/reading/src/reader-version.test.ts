import { expect, test } from 'vitest'
import { versionOfReader } from './reader-version.ts'
import { SIGNAL_RULES } from './signal-rules.ts'

const { thanks } = SIGNAL_RULES

test('the same rules have the same version', () => {
  expect(versionOfReader('ab', structuredClone(SIGNAL_RULES))).toBe(versionOfReader('ab', SIGNAL_RULES))
})

test('a changed weight, phrase or bias is another version', () => {
  const [first, ...others] = thanks.cues
  const changed = [
    { ...thanks, bias: thanks.bias + 0.1 },
    { ...thanks, cues: [{ ...first!, weight: first!.weight + 0.1 }, ...others] },
    { ...thanks, cues: [{ ...first!, phrases: [...first!.phrases, 'much obliged'] }, ...others] },
  ].map((rule) => versionOfReader('ab', { ...SIGNAL_RULES, thanks: rule }))
  expect(new Set([versionOfReader('ab', SIGNAL_RULES), ...changed]).size).toBe(4)
  expect(versionOfReader('cd', SIGNAL_RULES)).not.toBe(versionOfReader('ab', SIGNAL_RULES))
})
