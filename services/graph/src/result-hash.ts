import { createHash } from 'node:crypto'
import type { ReaderQuality } from '@weft/model/signal'
import type { Rubric } from '@weft/practices/rubric'
import { MEASURING_METHOD } from './network-hash.ts'

/** Goes up whenever an indicator, a score or what is said of it is computed otherwise: results kept from before are then made again. */
export const SCORING_METHOD = 12

/** Chance is drawn from this seed, so that a result can be worked out again to the last digit. */
export const SEED = 1

/**
 * The name of a quarter's result: a hash of everything it is computed from. Same name, same result.
 *
 * `inputs` is the hash of uploads, party settings and what people said, `quality` what is known of the reader: version, thresholds, rates.
 */
export function resultHash(inputs: string, quarter: string, rubric: Rubric, quality: ReaderQuality): string {
  return createHash('sha256')
    .update(
      [inputs, quarter, JSON.stringify(rubric), JSON.stringify(quality), MEASURING_METHOD, SCORING_METHOD, SEED].join(
        '\n',
      ),
    )
    .digest('hex')
}
