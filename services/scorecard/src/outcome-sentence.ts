import type { ActionState } from '@weft/model/action'
import type { ActionOutcome } from '@weft/store/actions'

/**
 * What became of the actions of the quarter before, in one sentence: "Of 24 actions of 2026-Q2: 5 done, 3 under way,
 * 2 dismissed; 9 are due again." `null` where there were none.
 */
export function outcomeSentence(
  before: string,
  outcomes: readonly Pick<ActionOutcome, 'state' | 'isStillDue'>[],
): string | null {
  if (outcomes.length === 0) return null
  const counts = (['done', 'accepted', 'dismissed'] as const)
    .map((state) => ({ state, count: outcomes.filter((outcome) => outcome.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${WORDS[state]}`)
  const due = outcomes.filter(({ isStillDue }) => isStillDue).length
  const what = outcomes.length === 1 ? `The one action of ${before}` : `Of ${outcomes.length} actions of ${before}`
  const became = counts.length === 0 ? 'none was decided about' : counts.join(', ')
  return `${what}: ${became}; ${due === 0 ? 'none is' : due === 1 ? '1 is' : `${due} are`} due again.`
}

const WORDS: Record<Exclude<ActionState, 'open'>, string> = {
  done: 'done',
  accepted: 'under way',
  dismissed: 'dismissed',
}
