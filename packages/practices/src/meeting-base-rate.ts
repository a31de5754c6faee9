import { type IntroducedPair, MEETING_WINDOW, meetingsOf, pairKey } from './introductions.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** How often outsiders who had no tie come to have one without us, by how far apart they were. */
export interface BaseRates {
  /** The rate of pairs at the distance of these two; `null` where no other pair was at that distance. */
  rateOf: (one: number, other: number) => number | null
}

/**
 * Base rates among the outsiders seen in the quarter: ties and distances as of its start, meetings in the 60 days after.
 * Pairs that we introduced are left out. O(sum of squared outside degrees).
 */
export function baseRatesOf(view: QuarterView, scope: Scope, introduced: readonly IntroducedPair[]): BaseRates {
  const { from } = view.input.quarter
  const present = outsidersSeen(view, scope)
  const contacts = contactsBefore(view, from)
  const areClose = (one: number, other: number) => {
    const known = contacts.get(one)
    const others = contacts.get(other)
    if (known === undefined || others === undefined) return false
    for (const contact of known) if (others.has(contact)) return true
    return false
  }
  const pairs = pairsByDistance(present, contacts)
  const met = { close: 0, far: 0 }
  const byUs = new Set(introduced.map(({ one, other }) => pairKey(view, one, other)))
  for (const [key, [first]] of meetingsOf(view)) {
    const [one, other] = [Math.floor(key / view.history.accounts.length), key % view.history.accounts.length]
    if (first === undefined || first < from || first > from + MEETING_WINDOW) continue
    if (byUs.has(key) || !present.has(one) || !present.has(other)) continue
    met[areClose(one, other) ? 'close' : 'far']++
  }
  for (const { one, other } of introduced) {
    // Introduced pairs have no earlier tie, so each was counted at one of the two distances.
    if (present.has(one) && present.has(other)) pairs[areClose(one, other) ? 'close' : 'far']--
  }
  const rate = (distance: 'close' | 'far') => (pairs[distance] > 0 ? met[distance] / pairs[distance] : null)
  return { rateOf: (one, other) => rate(areClose(one, other) ? 'close' : 'far') }
}

/** Outsiders who acted or were addressed in the quarter, where that is covered. */
function outsidersSeen(view: QuarterView, scope: Scope): Set<number> {
  const isSeen = new Uint8Array(view.history.accounts.length)
  const see = (end: number, time: number) => {
    if (isSeen[end] === 0 && !view.isInside(end) && scope.holds(view.platformOf(end), time)) isSeen[end] = 1
  }
  for (const { actor, target, time } of view.acts) {
    see(actor, time)
    see(target, time)
  }
  const seen = new Set<number>()
  isSeen.forEach((is, account) => {
    if (is === 1) seen.add(view.voiceOf(account))
  })
  return seen
}

function contactsBefore(view: QuarterView, time: number): Map<number, Set<number>> {
  const contacts = new Map<number, Set<number>>()
  const add = (one: number, other: number) => {
    const known = contacts.get(one)
    if (known === undefined) contacts.set(one, new Set([other]))
    else known.add(other)
  }
  for (const { actor, target, time: at } of view.history.interactions) {
    if (at >= time) break
    if (view.isInside(actor) || view.isInside(target)) continue
    const [one, other] = [view.voiceOf(actor), view.voiceOf(target)]
    add(one, other)
    add(other, one)
  }
  return contacts
}

function pairsByDistance(
  present: ReadonlySet<number>,
  contacts: ReadonlyMap<number, ReadonlySet<number>>,
): { close: number; far: number } {
  let tied = 0
  let close = 0
  for (const one of present) {
    const known = contacts.get(one)
    if (known === undefined) continue
    const twoSteps = new Set<number>()
    for (const contact of known) {
      if (present.has(contact)) tied++
      for (const other of contacts.get(contact) ?? []) {
        if (other !== one && present.has(other) && !known.has(other)) twoSteps.add(other)
      }
    }
    close += twoSteps.size
  }
  // Every pair was met from both its ends.
  const all = (present.size * (present.size - 1)) / 2
  return { close: close / 2, far: all - tied / 2 - close / 2 }
}
