import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import { type Need } from '@weft/model/need'
import { hasReposts, type Platform } from '@weft/model/platform'
import type { Quarter } from '@weft/model/quarter'
import type { Interval } from '@weft/model/scores'
import { DAY } from './durations.ts'
import { needsInWords, separateNeedsInWords } from './need.ts'
import { oncePerView } from './once-per-scope.ts'
import type { QuarterView } from './quarter-view.ts'
import type { ScoringInput } from './scoring-input.ts'
import { daysWithin, intersection, union } from './spans.ts'

/** Where and when an indicator may count: platforms on which all its needs are covered, and the moments they are. */
export interface Scope {
  /** From when to when all needs are covered, per platform on which they are for at least half of the quarter. */
  spans: ReadonlyMap<Platform, readonly Interval[]>
  /** True where everything from `from` to `to` is covered: only then is what is absent a zero. */
  holds: (platform: Platform, from: number, to?: number) => boolean
}

/** What an indicator asks of coverage. */
export interface Needing {
  needs: readonly Need[]
  /** Kinds of others' acts that it counts; any one of them covered will do. */
  kinds?: readonly InteractionKind[]
}

/** Covered for less than this share of the quarter, a figure would speak for the other part. */
const QUARTER_SHARE_MIN = 0.5

/**
 * An export begins and ends with its first and last row. Silence of up to this long between two exports is taken for
 * silence, not for a hole: else every quarter's last weeks would be lost where files are uploaded by quarter.
 */
const GAP_MAX = 2 * DAY

/**
 * Are these needs covered in this quarter, where and when? If not: why not, and which upload would make it so.
 *
 * A directional need is covered on a platform where uploads cover it for at least half of the quarter; several are
 * covered together where their common time is. Follow lists cover no interactions. O(coverage).
 */
export function scopeOf(needing: Needing, view: QuarterView): { scope: Scope; missing: null } | { missing: Missing } {
  const { input } = view
  const { quarter, previous } = input
  const spans = new Map<Platform, Interval[]>()
  const platforms = [...new Set(input.coverage.map(({ platform }) => platform))]
  for (const platform of platforms) {
    const common = commonSpans(needing, input, platform)
    if (!isHalfCovered(common, quarter)) continue
    if (needing.needs.includes('previous_quarter') && !isHalfCovered(common, previous)) continue
    spans.set(platform, common)
  }
  if (spans.size === 0 || !areNamesKnown(needing, view)) return { missing: missingOf(needing, view, platforms) }
  return { scope: scopeOver(spans, view), missing: null }
}

/** The one scope of a view over these spans, whichever needs it comes from: what is worked out for it is worked out once. */
function scopeOver(spans: Scope['spans'], view: QuarterView): Scope {
  const known = scopesOf(view)
  const key = JSON.stringify([...spans].map(([platform, pieces]) => [platform, pieces.map(String)]))
  let scope = known.get(key)
  if (scope === undefined) {
    const holds: Scope['holds'] = (platform, from, to = from) =>
      spans.get(platform)?.some(([low, high]) => low <= from && to <= high) ?? false
    known.set(key, (scope = { spans, holds }))
  }
  return scope
}

const scopesOf = oncePerView(() => new Map<string, Scope>())

/** The needs that are not covered, and what to say of it. */
export interface Missing {
  needs: Need[]
  reason: string
}

function missingOf(needing: Needing, view: QuarterView, platforms: readonly Platform[]): Missing {
  const { input } = view
  const { quarter, previous } = input
  const isMissing = (need: Need): boolean => {
    if (need === 'roster') return !input.rosterKnown
    // Without a roster nobody is known as staff, so that alone says nothing of whose acts were uploaded.
    if (need === 'staff_acts') return input.rosterKnown && !hasStaffActs(view)
    const within = need === 'previous_quarter' ? previous : quarter
    return !platforms.some((platform) => isHalfCovered(needSpans(need, needing, input.coverage, platform), within))
  }
  const needs = needing.needs.filter(isMissing)
  if (needs.length > 0) return { needs, reason: needsInWords(needs, quarter.name) }
  const days = Math.max(
    0,
    ...platforms.map((platform) => Math.floor(daysWithin(commonSpans(needing, input, platform), quarter))),
  )
  const apart = needing.needs.filter(isCoveredNeed)
  const ofDays = `${days} of the quarter's ${quarterDays(quarter)} days`
  return { needs: apart, reason: separateNeedsInWords(apart, quarter.name, ofDays) }
}

function areNamesKnown({ needs }: Needing, view: QuarterView): boolean {
  if (needs.includes('roster') && !view.input.rosterKnown) return false
  return !needs.includes('staff_acts') || hasStaffActs(view)
}

/**
 * True where the data was ever able to show a staff account acting toward an outsider. An export of the brand's
 * account never is, and there staff who talk all day would look silent.
 */
function hasStaffActs({ history, partyOf, isInside }: QuarterView): boolean {
  return history.interactions.some(({ actor, target }) => partyOf(actor) === 'employee' && !isInside(target))
}

function commonSpans(needing: Needing, { coverage }: ScoringInput, platform: Platform): Interval[] {
  return needing.needs
    .filter(isCoveredNeed)
    .map((need) => needSpans(need, needing, coverage, platform))
    .reduce(intersection, [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]])
}

function needSpans(
  need: CoveredNeed,
  { kinds }: Needing,
  coverage: readonly Coverage[],
  platform: Platform,
): Interval[] {
  const counted: readonly CoveredAct[] = kinds ?? INTERACTION_KINDS
  const found: Interval[] = []
  for (const piece of coverage) {
    if (piece.platform !== platform || piece.from === null || piece.to === null) continue
    if (COVERS[need](piece, counted)) found.push([piece.from, piece.to])
  }
  return union(found, GAP_MAX)
}

/** Needs that coverage answers; the others ask whether anybody knows who is who. */
type CoveredNeed = Exclude<Need, 'roster' | 'staff_acts'>

const isCoveredNeed = (need: Need): need is CoveredNeed => need !== 'roster' && need !== 'staff_acts'

const COVERS: Record<CoveredNeed, (piece: Coverage, counted: readonly CoveredAct[]) => boolean> = {
  own_text: ({ direction, acts, text }) => direction === 'outbound' && text && acts.includes('post'),
  own_acts: ({ direction, acts }) => direction === 'outbound' && acts.some((act) => act !== 'follow'),
  own_reposts: ({ platform, direction, acts }) =>
    direction === 'outbound' && (acts.includes('repost') || (!hasReposts(platform) && acts.includes('post'))),
  inbound: ({ direction, acts }, counted) => direction === 'inbound' && acts.some((act) => counted.includes(act)),
  inbound_text: (piece, counted) => piece.text && COVERS.inbound(piece, counted),
  among_others: ({ direction, acts }, counted) =>
    direction === 'among_others' && acts.some((act) => counted.includes(act)),
  previous_quarter: (piece, counted) => COVERS.inbound(piece, counted),
}

function isHalfCovered(spans: readonly Interval[], quarter: Quarter): boolean {
  return daysWithin(spans, quarter) >= quarterDays(quarter) * QUARTER_SHARE_MIN
}

function quarterDays({ from, to }: Quarter): number {
  return Math.round((to - from) / DAY)
}
