import { type WeightedDraw, weightedDraw } from './chance.ts'
import type { SampleAccount } from './institution.ts'
import { chanceFor, type Stage } from './stage.ts'

/** The outsiders who turn up in a quarter. */
export interface Audience {
  /** Those who come back, and newcomers who take hold: they do most of what is done. */
  regulars: SampleAccount[]
  /** Newcomers who reach at least three acts. */
  catalysts: SampleAccount[]
  /** Newcomers who do one thing and leave. */
  passers: SampleAccount[]
  /** Strong contributors nobody here will answer, thank or promote this quarter. */
  neglected: Set<SampleAccount>
  /** Draws regulars by how much they take part. */
  draw: WeightedDraw<SampleAccount>
}

/** Share of last quarter's active outsiders who come back. */
const STAY = { floor: 0.35, reach: 0.5 }

/** Share of the audience that is new and takes hold. */
const CATALYST = { floor: 0.015, reach: 0.14 }

/** Share of the strong contributors whom somebody here notices. */
const NOTICED = { floor: 0.12, reach: 0.83 }

/** The share of regulars, by vigour, whom a house that recognises its contributors would notice. */
const STRONG_SHARE = 0.3

/** In the first quarter everybody is new; this share behaves like people who have been here before. */
const FIRST_REGULAR_SHARE = 0.55

/** Customers write about visits; peers write most; the press and strangers least. */
const PARTY_VIGOUR: Partial<Record<SampleAccount['party'], number>> = {
  third_party: 1.6,
  media: 0.7,
  unclassified: 0.6,
}

/** Decides who is there this quarter. Takes newcomers off `world.waiting`. */
export function gatherAudience(stage: Stage): Audience {
  const { world, size, knobs } = stage
  const random = chanceFor(stage, 'audience')
  const first = world.lastActive.length === 0
  const regulars = world.lastActive.filter(() => random() < STAY.floor + STAY.reach * knobs.tending)
  const newcomers = world.waiting.splice(0, Math.max(0, size.activeOutsiders - regulars.length))
  const catalysts: SampleAccount[] = []
  const passers: SampleAccount[] = []
  const catalystCount = Math.round(size.activeOutsiders * (CATALYST.floor + CATALYST.reach * knobs.tending))
  for (const newcomer of newcomers) {
    if (first && random() < FIRST_REGULAR_SHARE) regulars.push(newcomer)
    else if (!first && catalysts.length < catalystCount) catalysts.push(newcomer)
    else passers.push(newcomer)
  }
  const weight = (account: SampleAccount) => account.vigour * (PARTY_VIGOUR[account.party] ?? 1)
  const all = [...regulars, ...catalysts]
  const strong = [...all]
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, Math.ceil(all.length * STRONG_SHARE))
  const neglected = new Set(strong.filter(() => random() >= NOTICED.floor + NOTICED.reach * knobs.tending))
  return { regulars: all, catalysts, passers, neglected, draw: weightedDraw(all, weight) }
}
