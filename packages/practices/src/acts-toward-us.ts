import type { Quarter } from '@weft/model/quarter'
import { isWithin } from '@weft/model/quarter'
import type { HistoryInteraction } from './history.ts'
import { oncePerScope } from './once-per-scope.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** What outsiders did toward us in this quarter, where that is covered. */
export const inboundActs = oncePerScope((view, scope): readonly HistoryInteraction[] =>
  view.acts.filter((act) => isInboundAct(view, act, scope)),
)

/** What we did toward outsiders in this quarter, where that is covered. */
export const outboundActs = oncePerScope((view, scope): readonly HistoryInteraction[] =>
  view.acts.filter(
    ({ actor, target, time }) =>
      view.isInside(actor) && !view.isInside(target) && scope.holds(view.platformOf(actor), time),
  ),
)

/** Acts toward us by each outside voice within a quarter, the current one or another. */
export function contributionsIn(view: QuarterView, quarter: Quarter, scope: Scope): ReadonlyMap<number, number> {
  return quarter === view.input.quarter ? contributionsNow(view, scope) : countContributions(view, quarter, scope)
}

const contributionsNow = oncePerScope((view, scope) => countContributions(view, view.input.quarter, scope))

function countContributions(view: QuarterView, quarter: Quarter, scope: Scope): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  const acts = quarter === view.input.quarter ? view.acts : view.history.interactions
  for (const act of acts) {
    if (!isWithin(act.time, quarter) || !isInboundAct(view, act, scope)) continue
    const voice = view.voiceOf(act.actor)
    counts.set(voice, (counts.get(voice) ?? 0) + 1)
  }
  return counts
}

function isInboundAct(view: QuarterView, { actor, target, time }: HistoryInteraction, scope: Scope): boolean {
  return !view.isInside(actor) && view.isInside(target) && scope.holds(view.platformOf(actor), time)
}
