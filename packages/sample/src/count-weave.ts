import { isClassified } from '@weft/model/party'
import type { Behaviour } from './behaviour-counts.ts'
import type { SampleAccount, SampleInteraction } from './institution.ts'
import { isOurs } from './our-posts.ts'
import { pairKey } from './world.ts'

const DAY = 86_400_000

/** Weeks a tie must be active in to be sustained. */
const SUSTAINED_WEEKS = 3

/** Ties across parties, returned, and lasting. */
export function countWeave(acts: readonly SampleInteraction[]): Behaviour['weave'] {
  const ties = new Map<string, { ends: [SampleAccount, SampleAccount]; weeks: Set<number> }>()
  for (const { actor, target, time } of acts) {
    if (actor === target) continue
    const key = `${actor.id} ${target.id}`
    const tie = ties.get(key) ?? { ends: [actor, target], weeks: new Set() }
    tie.weeks.add(isoWeek(time))
    ties.set(key, tie)
  }
  const all = [...ties.values()]
  const isSustained = ({ weeks }: { weeks: Set<number> }) => weeks.size >= SUSTAINED_WEEKS
  const cross = all.filter(
    ({ ends: [one, other] }) => isClassified(one.party) && isClassified(other.party) && one.party !== other.party,
  )
  const outside = all.filter(({ ends: [one, other] }) => !isOurs(one) || !isOurs(other))
  const between = outside.filter(({ ends: [one, other] }) => isOurs(one) || isOurs(other))
  const pairs = new Map<string, number>()
  for (const { ends } of between) pairs.set(pairKey(...ends), (pairs.get(pairKey(...ends)) ?? 0) + 1)
  return {
    accounts: new Set(all.flatMap(({ ends }) => ends)).size,
    crossPartyTies: cross.length,
    sustainedCrossPartyTies: cross.filter(isSustained).length,
    sustainedBeyondUs: cross.filter((tie) => isSustained(tie) && tie.ends.every((end) => !isOurs(end))).length,
    insideOutsidePairs: pairs.size,
    mutualPairs: [...pairs.values()].filter((count) => count === 2).length,
    outsideTies: outside.length,
    sustainedOutsideTies: outside.filter(isSustained).length,
  }
}

/** Weeks since Monday, 1970-01-05 (UTC): two moments share it exactly when they share an ISO week. */
function isoWeek(time: number): number {
  return Math.floor((time - 4 * DAY) / (7 * DAY))
}
