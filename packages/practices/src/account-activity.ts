import { firstAt, type QuarterView } from './quarter-view.ts'

/** What outside voices did toward us, and since when we know of them. */
export interface AccountActivity {
  /** Acts toward us within `from` <= time < `to`. */
  actsTowardUs: (voice: number, from: number, to: number) => number
  /** The first time it did something toward us or we toward it; `null` where never. */
  firstContact: (voice: number) => number | null
}

/**
 * Indexes the whole history by outside voice. Only acts between them and us: what others do among themselves is seldom
 * in the data, and who is compared with whom must not depend on that. O(interactions).
 */
export function accountActivity(view: QuarterView): AccountActivity {
  const towardUs = new Map<number, { time: number }[]>()
  const first = new Map<number, number>()
  for (const act of view.history.interactions) {
    const { actor, target } = act
    if (view.isInside(actor) === view.isInside(target)) continue
    const voice = view.voiceOf(view.isInside(actor) ? target : actor)
    if (!first.has(voice)) first.set(voice, act.time)
    if (view.isInside(actor)) continue
    const acts = towardUs.get(voice)
    if (acts === undefined) towardUs.set(voice, [act])
    else acts.push(act)
  }
  return {
    actsTowardUs(voice, from, to) {
      const acts = towardUs.get(voice)
      return acts === undefined ? 0 : firstAt(acts, to) - firstAt(acts, from)
    },
    firstContact: (voice) => first.get(voice) ?? null,
  }
}
