import { type Action, actionId } from '@weft/model/action'
import { asksToAnswer } from './actions/answer-ask.ts'
import { answersToFollowUp } from './actions/follow-up-answer.ts'
import { introductionsToMake } from './actions/introduce.ts'
import { brokersToKeep } from './actions/keep-broker.ts'
import { outsidersToPromote } from './actions/promote-outsider.ts'
import { contributorsToRecognise } from './actions/recognise-contributor.ts'
import { drainingToReview } from './actions/review-draining.ts'
import { catalystsToRevive } from './actions/revive-catalyst.ts'
import type { QuarterView } from './quarter-view.ts'

/** More than a team can look at in a quarter is no help. */
export const ACTIONS_PER_KIND_MAX = 20

const KINDS = [
  asksToAnswer,
  answersToFollowUp,
  contributorsToRecognise,
  outsidersToPromote,
  introductionsToMake,
  brokersToKeep,
  catalystsToRevive,
  drainingToReview,
]

/**
 * What a comms team could do, from the same rows as the scores and under the usual labels: at most twenty of a kind, the
 * most urgent first. A kind whose data is not covered gives none: nobody is told to thank someone whom an archive that
 * was not uploaded may show thanked. Nothing is done to an account by itself.
 */
export function actionsOfQuarter(view: QuarterView): Action[] {
  return KINDS.flatMap((actionsOf) =>
    eachOnce(actionsOf(view).sort((one, other) => other.weight - one.weight)).slice(0, ACTIONS_PER_KIND_MAX),
  )
}

/** A post that addresses several of us is one thing to do. */
function eachOnce(actions: readonly Action[]): Action[] {
  const named = new Map<string, Action>()
  for (const action of actions) if (!named.has(actionId(action))) named.set(actionId(action), action)
  return [...named.values()]
}
