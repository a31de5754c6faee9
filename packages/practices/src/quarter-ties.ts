import { oncePerScope } from './once-per-scope.ts'
import type { QuarterView } from './quarter-view.ts'

const WEEK = 7 * 86_400_000

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * 86_400_000

/** Active in fewer weeks than this, a tie was an occasion. */
export const SUSTAINED_WEEKS_MIN = 3

/** All interactions from one account to another in the quarter. */
export interface Tie {
  from: number
  to: number
  /** Active in at least three distinct ISO weeks (UTC). */
  isSustained: boolean
}

/** The quarter's ties, where covered, in the order in which they began. O(interactions), once. */
export const quarterTies = oncePerScope((view, scope): readonly Tie[] => {
  const places = new Map<number, number>()
  const ends: { from: number; to: number }[] = []
  // A bit for each week: a quarter has some fourteen.
  const weeks: number[] = []
  const firstWeek = weekOf(view.input.quarter.from)
  for (const { actor, target, time } of view.acts) {
    if (!scope.holds(view.platformOf(actor), time)) continue
    const key = actor * view.history.accounts.length + target
    let place = places.get(key)
    if (place === undefined) {
      places.set(key, (place = ends.length))
      ends.push({ from: actor, to: target })
      weeks.push(0)
    }
    weeks[place]! |= 1 << (weekOf(time) - firstWeek)
  }
  return ends.map(({ from, to }, place) => ({ from, to, isSustained: bitsOf(weeks[place]!) >= SUSTAINED_WEEKS_MIN }))
})

function weekOf(time: number): number {
  return Math.floor((time - FIRST_MONDAY) / WEEK)
}

function bitsOf(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** True for a tie whose ends have different, classified parties. */
export function isCrossParty(view: QuarterView, { from, to }: Tie): boolean {
  const [one, other] = [view.partyOf(from), view.partyOf(to)]
  return one !== other && one !== 'unclassified' && other !== 'unclassified'
}

/** The end that a tie is resampled with: the outsider, or the sender where both ends are. */
export function outerEnd(view: QuarterView, { from, to }: Tie): number {
  return view.isInside(from) ? to : from
}
