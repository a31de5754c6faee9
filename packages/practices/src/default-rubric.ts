import type { Scored } from '@weft/model/practice'
import { MIXING_RUBRIC } from './default-rubric/mixing.ts'
import { PROMOTION_RUBRIC } from './default-rubric/promotion.ts'
import { PROVOCATION_RUBRIC } from './default-rubric/provocation.ts'
import { TENDING_RUBRIC } from './default-rubric/tending.ts'
import { VULNERABILITY_RUBRIC } from './default-rubric/vulnerability.ts'
import { WEAVE_RUBRIC } from './default-rubric/weave.ts'
import type { Rubric, RubricIndicator } from './rubric.ts'

const indicators: Record<Scored, Record<string, RubricIndicator>> = {
  vulnerability: VULNERABILITY_RUBRIC,
  mixing: MIXING_RUBRIC,
  provocation: PROVOCATION_RUBRIC,
  promotion: PROMOTION_RUBRIC,
  tending: TENDING_RUBRIC,
  weave: WEAVE_RUBRIC,
}

/**
 * The rubric that everyone starts from. Its anchors are judgements, not norms: no body of comparable institutions has
 * been measured yet. Any change to it moves scores and needs a new version.
 */
export const DEFAULT_RUBRIC: Rubric = { version: '1', indicators }
