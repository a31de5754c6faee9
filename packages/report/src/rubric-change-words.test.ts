import { expect, test } from 'vitest'
import { rubricChangesInWords } from './rubric-change-words.ts'

test('each change is told with what it was, what it is and why', () => {
  const words = rubricChangesInWords([
    { indicator: 'promotion.share', what: 'weight', from: 0.35, to: 0.5, reason: 'Our charter asks for it.' },
    { indicator: 'mixing.personal_share', what: 'exempt', from: null, to: 'Staff rules', reason: 'Staff rules' },
    {
      indicator: 'weave.reciprocity',
      what: 'anchors',
      from: { scale: 'linear', floor: 0, target: 0.5 },
      to: { scale: 'ideal', floor: 0, idealFrom: 0.2, idealTo: 0.4, ceiling: 1 },
      reason: 'We broadcast by law',
    },
  ])
  expect(words).toBe(
    'Changed from the default rubric: weight of promoting others against promoting ourselves 0.35 to 0.5 (Our charter asks for it); ' +
      'the personal beside the professional is left out (Staff rules); ' +
      'anchors of ties that are returned 0–0.5 to ideal 0.2–0.4 within 0–1 (We broadcast by law).',
  )
})

test('an exemption that is lifted is told too', () => {
  const lifted = { indicator: 'promotion.share', what: 'exempt', from: 'Old rule', to: null, reason: null } as const
  expect(rubricChangesInWords([lifted])).toContain('is no longer left out.')
})

test('the default rubric needs no words', () => {
  expect(rubricChangesInWords([])).toBe('')
})
