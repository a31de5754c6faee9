import { firstAt, type QuarterView } from './quarter-view.ts'

/** When each outside voice acted, toward us and at all, in order of time; and when the data first showed it. */
export interface AccountActivity {
  /** True where it did something toward us within `from` < time <= `to`. */
  actedTowardUs: (voice: number, from: number, to: number) => boolean
  /** Acts of any kind within `from` <= time < `to`. */
  actsWithin: (voice: number, from: number, to: number) => number
  /** First time as an actor, an author or a target; `null` where never. */
  firstAppearance: (voice: number) => number | null
}

/** Indexes the whole history by voice. O(posts + interactions). */
export function accountActivity(view: QuarterView): AccountActivity {
  const towardUs = new Map<number, { time: number }[]>()
  const all = new Map<number, { time: number }[]>()
  const first = new Map<number, number>()
  const appear = (account: number, time: number) => {
    const voice = view.voiceOf(account)
    if (time < (first.get(voice) ?? Number.POSITIVE_INFINITY)) first.set(voice, time)
  }
  const add = (lists: Map<number, { time: number }[]>, account: number, time: number) => {
    const voice = view.voiceOf(account)
    const list = lists.get(voice)
    if (list === undefined) lists.set(voice, [{ time }])
    else list.push({ time })
  }
  for (const { actor, target, time } of view.history.interactions) {
    appear(actor, time)
    appear(target, time)
    add(all, actor, time)
    if (view.isInside(target) && !view.isInside(actor)) add(towardUs, actor, time)
  }
  for (const { author, time } of view.history.posts) appear(author, time)
  const count = (list: { time: number }[] | undefined, from: number, to: number) =>
    list === undefined ? 0 : firstAt(list, to) - firstAt(list, from)
  return {
    actedTowardUs: (voice, from, to) => count(towardUs.get(voice), from + 1, to + 1) > 0,
    actsWithin: (voice, from, to) => count(all.get(voice), from, to),
    firstAppearance: (voice) => first.get(voice) ?? null,
  }
}
