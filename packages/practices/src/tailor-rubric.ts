import type { RubricChange } from '@weft/model/rubric-change'
import { z } from 'zod'
import { indicatorWithId } from './indicators.ts'
import { type Rubric, type RubricIndicator, RubricIndicatorSchema, RubricSchema } from './rubric.ts'

/** What an organization changes of an indicator. A new weight or new anchors come with their own reason. */
const IndicatorTailoringSchema = RubricIndicatorSchema.partial()
  .refine(({ weight, weightReason }) => weight === undefined || weightReason !== undefined, {
    path: ['weightReason'],
    error: 'a changed weight needs a reason',
  })
  .refine(({ anchors, anchorsReason }) => anchors === undefined || anchorsReason !== undefined, {
    path: ['anchorsReason'],
    error: 'changed anchors need a reason',
  })

/** An organization's changes to a rubric, by indicator id. */
export const TailoringSchema = z.record(z.string(), IndicatorTailoringSchema)

export type Tailoring = z.infer<typeof TailoringSchema>

/** A rubric with an organization's changes in it. */
export interface TailoredRubric {
  rubric: Rubric
  /** Every difference, in the order of the tailoring. */
  changes: RubricChange[]
}

/**
 * A rubric with an organization's changes laid over it, and the list of what differs, in the rubric's order.
 *
 * The version names the tailoring, so that scores under different rubrics are never taken for comparable.
 * Throws UnknownIndicator, and zod's error where the result is no rubric (a practice without any weight).
 */
export function tailorRubric(rubric: Rubric, tailoring: Tailoring): TailoredRubric {
  const indicators = structuredClone(rubric.indicators)
  const changes: RubricChange[] = []
  for (const id of Object.keys(tailoring)) {
    const { practice } = indicatorWithId(id)
    const before = rubric.indicators[practice][id]
    const wanted = Object.entries(tailoring[id] ?? {}).filter(([, value]) => value !== undefined)
    if (before === undefined || wanted.length === 0) continue
    const after: RubricIndicator = { ...before, ...Object.fromEntries(wanted) }
    indicators[practice][id] = after
    changes.push(...changesOf(id, before, after))
  }
  const version = changes.length === 0 ? rubric.version : `${rubric.version} tailored ${fingerprint(changes)}`
  return { rubric: RubricSchema.parse({ version, indicators }), changes }
}

function changesOf(indicator: string, before: RubricIndicator, after: RubricIndicator): RubricChange[] {
  const reasons = { weight: after.weightReason, anchors: after.anchorsReason, exempt: after.exempt }
  return (['weight', 'anchors', 'exempt'] as const)
    .filter((what) => JSON.stringify(before[what]) !== JSON.stringify(after[what]))
    .map((what) => ({ indicator, what, from: before[what], to: after[what], reason: reasons[what] }))
}

/** Eight hexadecimal digits that differ where the changes do, whatever their order (FNV-1a). */
function fingerprint(changes: readonly RubricChange[]): string {
  const lines = changes.map((change) => JSON.stringify([change.indicator, change.what, change.to])).sort()
  let hash = 0x811c9dc5
  for (const character of lines.join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
