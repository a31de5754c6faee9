import { expect, test } from 'vitest'
import { outcomeSentence } from './outcome-sentence.ts'

test('what became of last quarter’s actions is one sentence of counts', () => {
  const outcomes = [
    { state: 'done', isStillDue: false },
    { state: 'done', isStillDue: true },
    { state: 'accepted', isStillDue: true },
    { state: 'open', isStillDue: true },
  ] as const
  expect(outcomeSentence('2026-Q2', outcomes)).toBe('Of 4 actions of 2026-Q2: 2 done, 1 under way; 3 are due again.')
  expect(outcomeSentence('2026-Q2', outcomes.slice(0, 1))).toBe('The one action of 2026-Q2: 1 done; none is due again.')
  expect(outcomeSentence('2026-Q2', outcomes.slice(3))).toBe(
    'The one action of 2026-Q2: none was decided about; 1 is due again.',
  )
})

test('where nothing was listed there is nothing to say', () => {
  expect(outcomeSentence('2026-Q2', [])).toBeNull()
})
