import type { Action } from '@weft/model/action'
import { accountId, actionSources } from '../action-sources.ts'
import { contributionsIn } from '../acts-toward-us.ts'
import { CATALYST_ACTS_MIN } from '../indicators/tending-seeding.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Catalysts gone quiet: at least three acts toward us last quarter, none in this one; those weeded are left in peace. */
export function catalystsToRevive(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['inbound', 'previous_quarter'] })
  if (sources === null) return []
  const now = contributionsIn(view, view.input.quarter, sources.scope)
  const weeded = new Set([...view.input.weeded].map(view.voiceOf))
  return [...contributionsIn(view, view.input.previous, sources.scope)]
    .filter(([voice, acts]) => acts >= CATALYST_ACTS_MIN && !now.has(voice) && !weeded.has(voice))
    .map(([voice, acts]) => ({
      kind: 'revive_catalyst',
      practice: 'tending',
      indicator: 'tending.retention',
      accounts: [accountId(view, voice)],
      posts: [],
      reason: `${acts} interactions with us last quarter, none in this one.`,
      weight: acts,
    }))
}
