import { DEFAULT_RUBRIC } from './default-rubric.ts'
import { type TailoredRubric, TailoringSchema, tailorRubric } from './tailor-rubric.ts'

/**
 * The rubric that an organization is scored by: the default, with the organization's tailoring (empty = none) over it.
 *
 * Throws zod's error for what is no tailoring, and whatever `tailorRubric` throws.
 */
export function organizationRubric(tailoring: object = {}): TailoredRubric {
  return tailorRubric(DEFAULT_RUBRIC, TailoringSchema.parse(tailoring))
}
