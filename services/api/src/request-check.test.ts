import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkRequest, RequestInvalid } from './request-check.ts'

const errorsOf = (schema: z.ZodType, data: unknown) => {
  const check = checkRequest({ schema, method: 'PUT', url: '/', httpPart: 'body' })
  const result = check(data) as { value?: unknown; error?: unknown }
  return result.error instanceof RequestInvalid ? result.error.errors : result.value
}

test('what keeps to the contract comes back as the contract reads it', () => {
  expect(errorsOf(z.object({ at: z.string().default('now') }), {})).toEqual({ at: 'now' })
})

test('a field inside a list is named by its path', () => {
  const schema = z.object({ days: z.array(z.object({ from: z.iso.date() })) })
  expect(errorsOf(schema, { days: [{ from: '2026-01-01' }, { from: 'soon' }] })).toEqual([
    { in: 'body', field: 'days.1.from', value: 'soon', expected: 'a valid ISO date' },
  ])
})

test('what was not sent is null, and a long value is cut', () => {
  const schema = z.object({ name: z.string(), text: z.string().max(3) })
  expect(errorsOf(schema, { text: 'x'.repeat(5000) })).toEqual([
    { in: 'body', field: 'name', value: null, expected: 'string' },
    { in: 'body', field: 'text', value: `${'x'.repeat(100)}…`, expected: 'at most 3 characters' },
  ])
})

test('a path into what a value inherits shows nothing', () => {
  const schema = z.object({ constructor: z.object({ name: z.literal('x') }) })
  expect(errorsOf(schema, {})).toEqual([expect.objectContaining({ field: 'constructor', value: null })])
})
