import { indicatorWithId } from './indicators.ts'
import { labelsOf } from './labels.ts'
import { quarterView } from './quarter-view.ts'
import { scopeOf } from './scope.ts'
import type { ScoringInput } from './scoring-input.ts'

/** An indicator's n and value under the usual labels, whatever its minimum; `null` where it is not measurable. */
export function usually(id: string, input: ScoringInput): { n: number; value: number | null } | null {
  const indicator = indicatorWithId(id)
  const view = quarterView(input)
  const found = scopeOf(indicator, view)
  if (found.missing !== null) return null
  const items = indicator.items(view, labelsOf(input, {}), found.scope)
  return { n: indicator.count?.(items, view) ?? items.length, value: indicator.estimate(items, view).value }
}
