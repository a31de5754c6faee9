import type { Problem } from '@weft/contract/problem'
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'

export type WrongField = NonNullable<Problem['errors']>[number]

/** A request that does not keep to the contract, with every field that is wrong. */
export class RequestInvalid extends Error {
  override name = 'RequestInvalid'
  readonly errors: readonly WrongField[]
  constructor(errors: readonly WrongField[]) {
    super(errors.map(({ field, expected }) => `${field}: expected ${expected}`).join('; '))
    this.errors = errors
  }
}

/** Checks a part of a request against the contract; says of every wrong field what it is, and what it should be. */
export const checkRequest: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    const read = schema.safeParse(data)
    if (read.success) return { value: read.data }
    return { error: new RequestInvalid(wrongFields(read.error, partOf(httpPart), data)) }
  }

/** Every field of `data` that is not as it has to be. */
export function wrongFields({ issues }: z.ZodError, part: WrongField['in'], data: unknown): WrongField[] {
  return issues.flatMap((issue) => wrongFieldsOf(issue, part, data))
}

function partOf(httpPart: string | undefined): WrongField['in'] {
  return httpPart === 'params' || httpPart === 'body' || httpPart === 'headers' ? httpPart : 'querystring'
}

function wrongFieldsOf(issue: z.core.$ZodIssue, part: WrongField['in'], data: unknown): WrongField[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
  return paths.map((path) => ({
    in: part,
    field: path.length === 0 ? '(whole)' : path.map(String).join('.'),
    value: shown(valueAt(data, path)),
    expected: expectedOf(issue),
  }))
}

function expectedOf(issue: z.core.$ZodIssue): string {
  const { code } = issue
  if (code === 'unrecognized_keys') return 'no field of this name'
  if (code === 'invalid_type') return issue.expected
  if (code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  const unit = 'origin' in issue && issue.origin === 'string' ? ' characters' : ''
  if (code === 'too_big') return `at most ${issue.maximum}${unit}`
  if (code === 'too_small') return `at least ${issue.minimum}${unit}`
  return issue.message.replace(/^Invalid /, 'a valid ')
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = data
  for (const key of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return null
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** Long enough to recognise, too short to fill a log with. */
const SHOWN_CHARACTERS_MAX = 100

function shown(value: unknown): unknown {
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean')
    return value ?? null
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}…` : text
}
