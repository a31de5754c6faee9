import { expect, test } from 'vitest'
import type { SignalRule } from './cue.ts'
import { matcherOfRule } from './cue-matcher.ts'
import { tokensOfPost } from './post-tokens.ts'

const rule: SignalRule = {
  bias: -2,
  cues: [
    { means: 'thanks', weight: 3, times: 2, phrases: ['thanks', 'thank you'] },
    { means: 'refusal', weight: 0, phrases: ['no thanks', 'thank you * nothing'] },
    { means: 'overlap', weight: 1, phrases: ['you all'] },
  ],
}
const counts = (text: string) => matcherOfRule(rule).count(tokensOfPost(text))

test('a cue is counted as often as found, up to its times', () => {
  expect(counts('Thanks')).toEqual([1, 0, 0])
  expect(counts('Thanks! Thanks! Thanks!')).toEqual([2, 0, 0])
})

test('what lies wholly inside a longer phrase is not counted', () => {
  expect(counts('no thanks')).toEqual([0, 1, 0])
  expect(counts('no thanks, but thanks')).toEqual([1, 1, 0])
})

test('phrases that overlap in part both count', () => {
  expect(counts('thank you all')).toEqual([1, 0, 1])
})

test('any one word fills the star, a mark does not, and no phrase reaches across sentences', () => {
  expect(counts('thank you for nothing')).toEqual([0, 1, 0])
  expect(counts('thank you @ana nothing')).toEqual([1, 0, 0])
  expect(counts('thank. You all')).toEqual([0, 0, 1])
})

test('the probability is the logistic of bias and weights: two thanks are 1 / (1 + e^-4)', () => {
  const matcher = matcherOfRule(rule)
  expect(matcher.probability(tokensOfPost('Thanks, thanks'))).toBeCloseTo(0.982014, 6)
  expect(matcher.probability(tokensOfPost('Rain'))).toBeCloseTo(0.119203, 6)
})

test('a rule that says two things of one phrase, or looks for nothing, is refused', () => {
  const cue = { means: 'a', weight: 1, phrases: ['x'] }
  expect(() => matcherOfRule({ bias: 0, cues: [cue, { ...cue, means: 'b' }] })).toThrow('stands in two cues')
  expect(() => matcherOfRule({ bias: 0, cues: [{ ...cue, phrases: ['(x|)'] }] })).toThrow('found everywhere')
})
