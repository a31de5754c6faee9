import { readFile } from 'node:fs/promises'
import { RequestInvalid, wrongFields } from '@weft/api/request-check'
import type { z } from 'zod'
import { CannotDo } from './expected-error.ts'

/**
 * Reads what is said of indicators from a JSON file, in the words of the API: `{"indicators": {"promotion.share": {…}}}`.
 *
 * Throws `CannotDo` that names the file, every field that is wrong, its value and what was expected.
 */
export async function readIndicatorsFile<Body extends { indicators: object }>(
  path: string,
  schema: z.ZodType<Body>,
): Promise<Body['indicators']> {
  const said = parsed(path, await textOf(path))
  const read = schema.safeParse(said)
  if (!read.success) throw wrongIn(path, new RequestInvalid(wrongFields(read.error, 'body', said)))
  return read.data.indicators
}

/** Does something with what a file says of indicators. Throws `CannotDo` where they make no rubric. */
export async function withIndicatorsOf<Done>(path: string, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof RequestInvalid ? wrongIn(path, error) : error
  }
}

function wrongIn(path: string, { errors }: RequestInvalid): CannotDo {
  const lines = errors.map(({ field, value, expected }) => `${field} is ${JSON.stringify(value)}: expected ${expected}`)
  return new CannotDo(`${path}: ${lines.join('\n')}`)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw new CannotDo(`${path} cannot be read; check the path`)
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CannotDo(
      `${path} is not JSON; expected {"indicators": {"promotion.share": {"weight": 0.5}}} and the like`,
    )
  }
}
