import { createHash } from 'node:crypto'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'

/** Chance is drawn from this seed, so that a result can be worked out again to the last digit. */
export const SEED = 1

/**
 * The name of a quarter's result: a hash of everything it is computed from. Same name, same result.
 *
 * `inputs` is the hash of uploads and party settings, `reader` the version of what read the posts.
 */
export function resultHash(inputs: string, quarter: string, reader: string): string {
  return createHash('sha256')
    .update([inputs, quarter, JSON.stringify(DEFAULT_RUBRIC), reader, SEED].join('\n'))
    .digest('hex')
}
