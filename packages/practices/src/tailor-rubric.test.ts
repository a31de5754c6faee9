import { expect, test } from 'vitest'
import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { UnknownIndicator } from './indicators.ts'
import { TailoringSchema, tailorRubric } from './tailor-rubric.ts'

test('nothing tailored is the default, with its version and no changes', () => {
  expect(tailorRubric(DEFAULT_RUBRIC, {})).toEqual({ rubric: DEFAULT_RUBRIC, changes: [] })
})

test('every change is listed with what it was, what it is and why; the default stays as it was', () => {
  const before = structuredClone(DEFAULT_RUBRIC)
  const { rubric, changes } = tailorRubric(DEFAULT_RUBRIC, {
    'promotion.share': { weight: 0.5, weightReason: 'Our charter asks for it.' },
    'mixing.personal_share': { exempt: 'Ministry rules on staff privacy.' },
  })
  expect(changes).toEqual([
    { indicator: 'promotion.share', what: 'weight', from: 0.35, to: 0.5, reason: 'Our charter asks for it.' },
    {
      indicator: 'mixing.personal_share',
      what: 'exempt',
      from: null,
      to: 'Ministry rules on staff privacy.',
      reason: 'Ministry rules on staff privacy.',
    },
  ])
  expect(rubric.indicators.promotion['promotion.share']?.weight).toBe(0.5)
  expect(rubric.version).toMatch(/^1 tailored [0-9a-f]{8}$/)
  expect(DEFAULT_RUBRIC).toEqual(before)
})

test('the version does not depend on the order in which changes were made', () => {
  const one = { 'promotion.share': { exempt: 'a' }, 'promotion.breadth': { exempt: 'b' } }
  const other = { 'promotion.breadth': { exempt: 'b' }, 'promotion.share': { exempt: 'a' } }
  expect(tailorRubric(DEFAULT_RUBRIC, one).rubric.version).toBe(tailorRubric(DEFAULT_RUBRIC, other).rubric.version)
})

test('a changed weight or anchor without a reason is no tailoring', () => {
  expect(TailoringSchema.safeParse({ 'promotion.share': { weight: 1 } }).success).toBe(false)
  const anchors = { scale: 'linear', floor: 0, target: 1 }
  expect(TailoringSchema.safeParse({ 'promotion.share': { anchors } }).success).toBe(false)
  expect(TailoringSchema.safeParse({ 'promotion.share': { anchors, anchorsReason: 'because' } }).success).toBe(true)
  expect(TailoringSchema.safeParse({ 'promotion.share': { exempt: ' ' } }).success).toBe(false)
})

test('a floor above the target, or a practice without any weight, is refused', () => {
  const anchors = { scale: 'linear', floor: 1, target: 0 }
  expect(TailoringSchema.safeParse({ 'promotion.share': { anchors, anchorsReason: 'because' } }).success).toBe(false)
  const nothing = { weight: 0, weightReason: 'none' }
  const ids = Object.keys(DEFAULT_RUBRIC.indicators.promotion)
  expect(() => tailorRubric(DEFAULT_RUBRIC, Object.fromEntries(ids.map((id) => [id, nothing])))).toThrow(
    /weight above 0/,
  )
})

test('an indicator that does not exist is an error that names those that do', () => {
  expect(() => tailorRubric(DEFAULT_RUBRIC, { 'promotion.fame': { exempt: 'x' } })).toThrow(UnknownIndicator)
})
