import { UnknownIndicator } from '@weft/practices/indicators'
import { organizationRubric } from '@weft/practices/organization-rubric'
import type { TailoredRubric } from '@weft/practices/tailor-rubric'
import { recordAct } from '@weft/store/audit'
import type { OrganizationTransaction } from '@weft/store/database'
import { type RubricTailoring, saveTailoring, tailoringInForce } from '@weft/store/rubric-tailorings'
import { z } from 'zod'
import { RequestInvalid, wrongFields } from './request-check.ts'

/** The rubric that an organization is scored by, and the version that set it; `undefined` where nobody ever did. */
export async function rubricInForce(
  tx: OrganizationTransaction,
): Promise<TailoredRubric & { inForce: RubricTailoring | undefined }> {
  const inForce = await tailoringInForce(tx)
  return { ...organizationRubric(inForce?.tailoring), inForce }
}

/**
 * Puts a tailoring in force as the next version; an empty one goes back to the default. Ask for scores afterwards.
 *
 * Throws {@link RequestInvalid} for what is no tailoring, and keeps nothing then.
 */
export async function tailor(
  tx: OrganizationTransaction,
  organizationId: string,
  { tailoring, actor }: { tailoring: object; actor: string },
): Promise<RubricTailoring> {
  const { changes } = asked(tailoring, () => organizationRubric(tailoring))
  const saved = await saveTailoring(tx, organizationId, { tailoring, setBy: actor })
  const detail = { version: saved.version, changes }
  await recordAct(tx, organizationId, { actor, act: 'tailor_rubric', subject: organizationId, detail })
  return saved
}

/** What comes of indicators that a caller named. Throws {@link RequestInvalid} where they make no rubric. */
export function asked<Made>(indicators: object, make: () => Made): Made {
  try {
    return make()
  } catch (error) {
    if (error instanceof z.ZodError) throw new RequestInvalid(wrongFields(error, 'body', { indicators }))
    if (!(error instanceof UnknownIndicator)) throw error
    const field = `indicators.${error.id}`
    throw new RequestInvalid([{ in: 'body', field, value: error.id, expected: 'an indicator of GET /v1/method' }])
  }
}
