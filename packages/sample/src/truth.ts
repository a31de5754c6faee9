import type { InteractionKind } from '@weft/model/interaction'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { isInside, PARTIES, type Party } from '@weft/model/party'
import { POST_KINDS, type PostKind } from '@weft/model/post'
import { isWithin, type QuarterName, quarterNamed } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { behaviourIn } from './behaviour.ts'
import type { Behaviour } from './behaviour-counts.ts'
import type { Institution } from './institution.ts'
import type { Knobs } from './knobs.ts'

/** Whose act toward whom; `internal` is among ourselves, acts toward oneself included. */
export const TRUE_DIRECTIONS = ['outbound', 'inbound', 'among_others', 'internal'] as const

export type TrueDirection = (typeof TRUE_DIRECTIONS)[number]

/** What was generated for one quarter. */
export interface QuarterTruth {
  quarter: QuarterName
  knobs: Knobs
  posts: { brand: Record<PostKind, number>; employees: Record<PostKind, number>; outsiders: Record<PostKind, number> }
  /** Our originals that truly carry each signal. */
  signals: Record<Signal, number>
  interactions: Record<TrueDirection, Record<InteractionKind, number>>
  behaviour: Behaviour
}

/** The known practice of a generated institution, and all that can be counted in it. */
export interface Truth {
  seed: number
  name: string
  brand: { handle: string; id: string }
  accounts: Record<Party, number>
  quarters: QuarterTruth[]
}

/** Counts an institution. O(posts + interactions) per quarter. */
export function truthOf(institution: Omit<Institution, 'truth'>, knobs: readonly Knobs[]): Truth {
  const { seed, name, brand, accounts, quarters } = institution
  const parties = zeros(PARTIES)
  for (const { party } of accounts) parties[party]++
  return {
    seed,
    name,
    brand: { handle: brand.handle, id: brand.id },
    accounts: parties,
    quarters: quarters.map((quarter, place) => countQuarter(institution, quarter, knobs[place] as Knobs)),
  }
}

function countQuarter(institution: Omit<Institution, 'truth'>, name: QuarterName, knobs: Knobs): QuarterTruth {
  const quarter = quarterNamed(name)
  const posts = { brand: zeros(POST_KINDS), employees: zeros(POST_KINDS), outsiders: zeros(POST_KINDS) }
  const signals = zeros(SIGNALS)
  for (const post of institution.posts) {
    if (!isWithin(post.time, quarter)) continue
    const { party } = post.author
    posts[party === 'owned' ? 'brand' : party === 'employee' ? 'employees' : 'outsiders'][post.kind]++
    if (isInside(party) && post.kind === 'original') for (const signal of post.signals) signals[signal]++
  }
  const interactions = {
    outbound: zeros(INTERACTION_KINDS),
    inbound: zeros(INTERACTION_KINDS),
    among_others: zeros(INTERACTION_KINDS),
    internal: zeros(INTERACTION_KINDS),
  }
  for (const { actor, target, kind, time } of institution.interactions) {
    if (isWithin(time, quarter)) interactions[directionOf(actor.party, target.party)][kind]++
  }
  return { quarter: name, knobs, posts, signals, interactions, behaviour: behaviourIn(institution, name) }
}

/** Whose act toward whom. */
export function directionOf(actor: Party, target: Party): TrueDirection {
  if (isInside(actor)) return isInside(target) ? 'internal' : 'outbound'
  return isInside(target) ? 'inbound' : 'among_others'
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
}
