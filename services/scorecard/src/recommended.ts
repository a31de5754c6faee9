import type { Action, ActionKind } from '@weft/model/action'
import { ACTIONS_PER_KIND_MAX } from '@weft/practices/actions-of-quarter'

/** Fewer accounts than this are not counted on a page that leaves the house: a number could point at somebody. */
const ACCOUNTS_COUNTED_MIN = 5

/** What to do, by kind, for a page that names no one: "Take up 7 asks that nobody has answered". */
const SENTENCES: Record<ActionKind, (times: number) => string> = {
  answer_ask: (times) => `Take up ${counted(times, 'asks')} that nobody has answered, ours or others’.`,
  follow_up_answer: (times) => `Come back to ${counted(times, 'people')} who answered when we asked.`,
  recognise_contributor: (times) => `Thank or promote ${counted(times, 'top contributors')} we have not recognised.`,
  promote_outsider: (times) =>
    `Promote the work of ${counted(times, 'outsiders')} who gave much and were never promoted.`,
  introduce: (times) => `Introduce ${counted(times, 'pairs')} of people who share a topic and have not met.`,
  keep_broker: (times) => `Look after ${counted(times, 'connections')} whose loss would cut the network apart.`,
  revive_catalyst: (times) => `Ask after ${counted(times, 'catalysts')} who went quiet.`,
  review_draining: (times) => `Decide about ${counted(times, 'accounts')} that drain the conversation.`,
}

/**
 * The sentences of a scorecard's recommendations, at most `most`: one per kind of action, the kinds in the order the
 * actions come in. A scorecard names no individual, so it counts where the actions' own list names; fewer than five
 * accounts are "a few", also where there is one.
 */
export function recommendedOf(actions: readonly Action[], most: number): string[] {
  const times = new Map<ActionKind, number>()
  for (const action of actions) times.set(action.kind, (times.get(action.kind) ?? 0) + 1)
  return [...times].slice(0, most).map(([kind, count]) => SENTENCES[kind](count))
}

function counted(accounts: number, name: string): string {
  return `${accounts < ACCOUNTS_COUNTED_MIN ? 'a few' : atMostListed(accounts)} ${name}`
}

/** Actions are listed up to a number of each kind: at that number there may be more. */
function atMostListed(times: number): string {
  return times >= ACTIONS_PER_KIND_MAX ? `${times} or more` : `${times}`
}
