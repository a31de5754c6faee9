import { oncePerView } from './once-per-scope.ts'

/** What outside voices did toward us, in order of time, and since when we know of them. */
export interface ContactsWithUs {
  /** Of each act toward us its moment, and by whom. */
  actTimes: Float64Array
  actVoices: Int32Array
  /** The first time that a voice did something toward us or we toward it, and whose it was. */
  firstTimes: Float64Array
  firstVoices: Int32Array
}

/**
 * Only acts between outside voices and us: what others do among themselves is seldom in the data, and who is compared with
 * whom must not depend on that. O(interactions), once for each view.
 */
export const contactsWithUs = oncePerView((view): ContactsWithUs => {
  const acts: { voice: number; time: number }[] = []
  const first = new Map<number, number>()
  for (const { actor, target, time } of view.history.interactions) {
    if (view.isInside(actor) === view.isInside(target)) continue
    const voice = view.voiceOf(view.isInside(actor) ? target : actor)
    if (!first.has(voice)) first.set(voice, time)
    if (!view.isInside(actor)) acts.push({ voice, time })
  }
  return {
    actTimes: Float64Array.from(acts, ({ time }) => time),
    actVoices: Int32Array.from(acts, ({ voice }) => voice),
    firstTimes: Float64Array.from(first.values()),
    firstVoices: Int32Array.from(first.keys()),
  }
})
