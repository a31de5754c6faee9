import type { Action, ActionKind } from '@weft/model/action'
import { ACTIONS_PER_KIND_MAX } from '@weft/practices/actions-of-quarter'

/** What to do, by kind, for a page that names no one: "Take up 3 asks that nobody has answered". */
const SENTENCES: Record<ActionKind, (times: number) => string> = {
  answer_ask: (times) => `Take up ${counted(times, 'ask', 'asks')} that nobody has answered, ours or others’.`,
  follow_up_answer: (times) => `Come back to ${counted(times, 'person', 'people')} who answered when we asked.`,
  recognise_contributor: (times) =>
    `Thank or promote ${counted(times, 'top contributor', 'top contributors')} we have not recognised.`,
  promote_outsider: (times) =>
    `Promote the work of ${counted(times, 'outsider', 'outsiders')} who gave much and were never promoted.`,
  introduce: (times) => `Introduce ${counted(times, 'pair', 'pairs')} of people who share a topic and have not met.`,
  keep_broker: (times) =>
    `Look after ${counted(times, 'connection', 'connections')} whose loss would cut the network apart.`,
  revive_catalyst: (times) => `Ask after ${counted(times, 'catalyst', 'catalysts')} who went quiet.`,
  review_draining: (times) => `Decide about ${counted(times, 'account', 'accounts')} that drain the conversation.`,
}

/**
 * The sentences of a scorecard's recommendations, at most `most`: one per kind of action, the kinds in the order the
 * actions come in. A scorecard names no individual, so it counts where the actions' own list names.
 */
export function recommendedOf(actions: readonly Action[], most: number): string[] {
  const times = new Map<ActionKind, number>()
  for (const action of actions) times.set(action.kind, (times.get(action.kind) ?? 0) + 1)
  return [...times].slice(0, most).map(([kind, count]) => SENTENCES[kind](count))
}

/** Actions are listed up to a number of each kind: at that number there may be more. */
function counted(times: number, one: string, many: string): string {
  if (times === 1) return `one ${one}`
  return times >= ACTIONS_PER_KIND_MAX ? `${times} or more ${many}` : `${times} ${many}`
}
