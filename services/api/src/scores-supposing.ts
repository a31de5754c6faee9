import type { Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { type Supposition, supposing, type WhatIfScore, whatIf } from '@weft/practices/what-if'
import type { OrganizationTransaction } from '@weft/store/database'
import { findScores } from '@weft/store/scores'
import { noScores } from './not-found.ts'
import { asked, rubricInForce } from './tailoring.ts'

/**
 * What a scored quarter would score if its organization's rubric had these weights, anchors or exemptions; nothing is stored.
 *
 * Throws RequestInvalid where they make no rubric, and NotFound for a quarter without scores.
 */
export async function scoresSupposing(
  tx: OrganizationTransaction,
  quarter: QuarterName,
  indicators: Supposition,
): Promise<Record<Scored, WhatIfScore>> {
  const { rubric } = await rubricInForce(tx)
  const supposed = asked(indicators, () => supposing(rubric, indicators))
  const stored = await findScores(tx, quarter)
  if (stored === undefined) throw noScores(quarter)
  return whatIf(stored.scores, supposed)
}
